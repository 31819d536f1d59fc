// On the page of a session: a caption, another place, a removal of its photos and what is answered about their time go by
// themselves, so that what was typed in the form above, and under the other photos, stays. What the server's next page says of
// the photos takes the place of the old, and what happened is told right there.

const SECTION = ".session-photos";
const LIST = ".session-photo-list";

document.addEventListener("submit", (event) => {
  const form = event.target.closest(`${SECTION} form:not(.photo-adder)`);
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
  const [, photo, what] = form.action.match(/\/photos\/([0-9a-f-]{36})\/(.*)$/);
  const line = form.closest(`${LIST} > li`);
  const place = line ? [...line.parentNode.children].indexOf(line) : 0;
  const [before, after] = pairOf(form.closest(SECTION), page.querySelector(SECTION));
  if (what === "time/") takeTime(page, photo);
  keepTyped(before, after);
  before.replaceWith(document.adoptNode(after));
  const told = tell(page, after, photo, place);
  focusAgain(after, told, photo, form, button);
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

/** The form above has the session's new time too, so that saving it later does not undo that. */
function takeTime(page, photo) {
  if (page.querySelector(`${rowOf(photo)} .photo-when`)) return; // somebody else changed the session: nothing was moved
  const [ours, theirs] = [document, page].map((each) => each.querySelector("session-form"));
  const { when, revision } = theirs.querySelector("form").elements;
  ours.moved(when.value, revision.value);
  for (const part of [".form-head", ".form-more", ".changes"]) {
    const [old, now] = [ours, theirs].map((each) => each.querySelector(part));
    if (old && now) old.replaceChildren(...now.childNodes);
    else if (now) ours.append(now);
  }
}

const rowOf = (photo) => `[data-photo-row="${photo}"]`;

/**
 * What happened, as the server's page tells it: under the photo that it is about, or where that was. Answers the words, if
 * there are any.
 */
function tell(page, after, photo, place) {
  for (const old of document.querySelectorAll("main > .told")) old.remove();
  const told = page.querySelector("main > .told");
  heard.textContent = told?.querySelector("p")?.textContent ?? told?.textContent ?? "";
  if (!told) return undefined;
  told.removeAttribute("role"); // it is heard already
  told.tabIndex = -1;
  const row = after.querySelector(rowOf(photo));
  const list = after.matches(LIST) ? after : after.querySelector(LIST);
  if (row) row.querySelector(".says").prepend(told);
  else if (list) list.insertBefore(inList(told), list.children[place]);
  else after.querySelector("h2").after(told);
  return told;
}

function inList(told) {
  const line = document.createElement("li");
  line.append(told);
  return line;
}

/** To the way back, where there is one; else to the same button of the same photo, and where that is gone, to what happened. */
function focusAgain(list, told, photo, form, button) {
  const undo = told?.querySelector("button");
  const same = [...list.querySelectorAll(`${rowOf(photo)} button`)].filter(({ form: its }) => its.action === form.action);
  const next = undo ?? same.find(({ className }) => className === button?.className) ?? same[0] ?? told;
  (next ?? list.querySelector(`${rowOf(photo)} button`))?.focus();
  told?.scrollIntoView({ block: "nearest" });
}

/** For who hears the page: empty at first, or it would not be heard. */
const heard = Object.assign(document.createElement("p"), { className: "hide" });
heard.setAttribute("role", "status");
document.querySelector("main").after(heard);
