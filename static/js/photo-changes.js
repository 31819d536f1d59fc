// On the page of a session: a caption, another place and a removal of its photos go by themselves, so that what was typed in the
// form above, and under the other photos, stays. What the server's next page says of the photos takes the place of the old.

const SECTION = ".session-photos";
const LIST = ".session-photo-list";

document.addEventListener("submit", (event) => {
  const form = event.target.closest(`${LIST} form`);
  if (!form) return;
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) send(form, event.submitter);
});

async function send(form, button) {
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isThisPage = answer.ok && new URL(answer.url).pathname === location.pathname && page.querySelector("session-form");
    if (isThisPage) show(page, form, button);
    else plainly(form, button);
  } catch {
    plainly(form, button);
  }
}

/** What cannot be shown here has a page of its own. */
function plainly(form, button) {
  const said = document.createElement("input");
  Object.assign(said, { type: "hidden", name: button?.name ?? "", value: button?.value ?? "" });
  if (said.name) form.append(said);
  form.submit();
}

function show(page, form, button) {
  const field = form.querySelector("[type=text]");
  if (field) field.defaultValue = field.value;
  const row = form.closest("[data-photo-row]").dataset.photoRow;
  const [before, after] = pairOf(form.closest(SECTION), page.querySelector(SECTION));
  keepTyped(before, after);
  before.replaceWith(document.adoptNode(after));
  focusAgain(after, row, form, button);
  tell(page);
}

/** What changes on the page: the list alone while there is one, because photos may be on their way below it. */
function pairOf(section, fresh) {
  const lists = [section, fresh].map((part) => part.querySelector(LIST));
  const [wasFull, isFull] = [section, fresh].map((part) => !part.querySelector("photo-adder"));
  return lists.every(Boolean) && wasFull === isFull ? lists : [section, fresh];
}

/** What is being typed under other photos stays. */
function keepTyped(before, after) {
  for (const field of before.querySelectorAll("[type=text]")) {
    const now = after.querySelector(`#${field.id}`);
    if (now && field.value !== field.defaultValue) now.value = field.value;
  }
}

/** On the same button of the same photo; where that is gone, on another of its row. */
function focusAgain(list, row, form, button) {
  const now = list.querySelector(`[data-photo-row="${row}"]`);
  const same = [...(now?.querySelectorAll("button") ?? [])].filter(({ form: its }) => its.action === form.action);
  (same.find(({ className }) => className === button?.className) ?? same[0] ?? list.querySelector("button, input"))?.focus();
}

/** What happened, as the server's page tells it. */
function tell(page) {
  for (const old of document.querySelectorAll("main > .told")) old.remove();
  document.querySelector("main").prepend(...page.querySelectorAll("main > .told"));
}
