// The server's page of today takes the place of ours. What a person has in hand stays: the focus, the choice of twins, the news.

export function takeOver(page) {
  const main = document.querySelector("main");
  const news = main.querySelector(".news"); // told once; it stays as long as this page does
  const also = [...main.querySelectorAll(".also :checked")].map(({ value }) => value);
  const inHand = placeOf(document.activeElement);
  main.replaceChildren(...document.adoptNode(page.querySelector("main")).childNodes);
  if (news && !main.querySelector(".news")) main.querySelector(".read").prepend(news);
  for (const box of main.querySelectorAll(".also input")) box.checked = also.includes(box.value);
  const same = inHand && (main.querySelector(inHand) ?? main.querySelector(inHand.replace(/ \.(undo|more)$/, " .go")));
  same?.focus({ preventScroll: true });
}

/** How to find the like of what has the focus on the new page, or null. */
function placeOf(element) {
  const tile = element?.closest(".tile");
  if (tile) return `.tile[data-movement="${tile.dataset.movement}"] .${element.classList[0]}`;
  if (element?.matches(".timer")) return ".timer";
  if (element?.matches(".also input")) return `.also [value="${element.value}"]`;
  return null;
}
