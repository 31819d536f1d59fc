// <form data-entry="remove" data-said='{"session": "…"}' data-then="…" data-told="…">: a form that is one button. What it says
// goes through the outbox, so that it holds without a connection too; then to where the plain form goes, or, where no page
// can be had without a connection, on in this one.

import { log, person } from "./outbox/outbox.js";
import { outcomeOf, tapOf } from "./outbox/outcome.js";
import { daysAfter } from "./outbox/clock.js";
import { complain, tellHere, tellThere } from "./telling.js";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-entry]");
  if (!form || !person) return;
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) send(form);
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-entry][aria-busy]")) form.removeAttribute("aria-busy");
});

async function send(form) {
  const { entry: kind, then, told, day } = form.dataset;
  const said = JSON.parse(form.dataset.said);
  form.setAttribute("aria-busy", "true");
  let outcome;
  try {
    outcome = await outcomeOf(await log(kind, { ...said, ...(await tapOf(said.session)) }));
  } catch {
    return plainly(form);
  }
  form.removeAttribute("aria-busy");
  if (outcome.state === "refused") return complain(outcome.why);
  const news = told && { kind: told, session: said.session, day };
  const hasPages = outcome.state === "done" || outcome.trouble === "sign-in" || navigator.serviceWorker?.controller;
  // Without a connection there are only the latest days.
  const hasDay = day && told === "restored" && outcome.state === "done";
  if (then && hasPages) return tellThere(hasDay ? `${then}?before=${daysAfter(day, 1)}` : then, news);
  takeAway(form);
  if (news) tellHere(news);
}

/** What the button was about; of the page of a session, what it is called stays. */
function takeAway(form) {
  const page = form.closest("session-form");
  if (page) page.replaceChildren(page.querySelector(".form-head"));
  else form.closest("li, .told")?.remove();
}

/** The phone keeps nothing: sent at once or not at all. */
function plainly(form) {
  delete form.dataset.entry;
  form.requestSubmit();
}
