// What a page tells when something was done without a page in between: "Saved.", "Removed … Undo". The words stand in the
// page, each in a <template data-told="…">.

const KEY = "told";

/** Goes to another page, and tells it there. */
export function tellThere(address, told) {
  try {
    if (told) sessionStorage.setItem(KEY, JSON.stringify(told));
  } catch {
    // A browser that keeps nothing goes there all the same.
  }
  location.assign(address);
}

/** Tells it at the top of this page. `session` is what an Undo brings back, and `day` the day it belongs to. */
export function tellHere({ kind, session, day }) {
  const template = document.querySelector(`template[data-told="${kind}"]`);
  if (!template) return;
  const told = template.content.firstElementChild.cloneNode(true);
  const undo = told.querySelector("form");
  if (undo) Object.assign(undo.dataset, { said: JSON.stringify({ session }) }, day && { day });
  document.querySelector("main > .told[data-told]")?.remove();
  told.dataset.told = kind;
  document.querySelector("main").prepend(told);
}

/** A sentence that the server said, at the top of this page. */
export function complain(sentence) {
  const told = Object.assign(document.createElement("p"), { className: "told", textContent: sentence });
  told.setAttribute("role", "alert");
  document.querySelector("main").prepend(told);
}

function tellWhatWasDone() {
  let told;
  try {
    told = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
  } catch {
    return;
  }
  // A first says more than that it was saved.
  if (told && !(told.kind === "saved" && document.querySelector("main :is(.told, .moment)"))) tellHere(told);
}

tellWhatWasDone();
