// The server's page of today takes the place of ours. What a person has in hand stays: the focus, the choice of twins. So does
// what is told once: the news, and a first, as long as it is not undone.

export function takeOver(page) {
  const main = document.querySelector("main");
  const news = main.querySelector(".news");
  const told = main.querySelector(".read");
  const also = [...main.querySelectorAll(".also :checked")].map(({ value }) => value);
  const inHand = placeOf(document.activeElement);
  main.replaceChildren(...document.adoptNode(page.querySelector("main")).childNodes);
  if (celebrates(told, main)) main.querySelector(".read").replaceWith(told);
  if (news && !main.querySelector(".news")) main.querySelector(".read").prepend(news);
  for (const box of main.querySelectorAll(".also input")) box.checked = also.includes(box.value);
  const same = inHand && (main.querySelector(inHand) ?? main.querySelector(inHand.replace(/ \.(undo|more)$/, " .go")));
  same?.focus({ preventScroll: true });
}

/** Whether the page before told of a first that the page after holds too, and tells no other. */
function celebrates(told, main) {
  const first = told.querySelector(".moment")?.dataset.movement;
  return first && !main.querySelector(".moment") && main.querySelector(`.tile[data-movement="${first}"][data-at]`);
}

/** How to find the like of what has the focus on the new page, or null. */
function placeOf(element) {
  const tile = element?.closest(".tile");
  if (tile) return `.tile[data-movement="${tile.dataset.movement}"] .${element.classList[0]}`;
  if (element?.matches(".timer")) return ".timer";
  if (element?.matches(".also input")) return `.also [value="${element.value}"]`;
  if (element?.matches("main a[href]")) return `a[href="${element.getAttribute("href")}"]`;
  return null;
}
