// The history with what waits on this phone laid over it: new sessions on their day, changed ones as they will be, removed ones
// with their undo. When something has been sent, the server's page takes the place of ours.

import { person, waiting } from "./outbox/outbox.js";
import { read, render } from "./outbox/items.js";
import { knownOf } from "./outbox/kept-pages.js";
import { withWaiting } from "./outbox/sessions.js";
import { dayOf, nearDay } from "./outbox/clock.js";

const template = document.querySelector("#waiting-item");
const { child, outbox } = document.body.dataset;
let fresh = document.querySelector(".days"); // as the server made it
let shown = "";
let isStale = false; // something was sent that the server's page does not show yet

async function draw() {
  const entries = await waiting().catch(() => []);
  const known = new Map([...fresh.querySelectorAll("li[data-session]")].map((line) => [line.dataset.session, read(line)]));
  for (const [session, item] of await keptLater()) {
    if (!(known.get(session)?.revision >= item.revision)) known.set(session, { ...item, isLater: true });
  }
  const items = [...withWaiting(known, entries, Number(child)).values()].filter(({ state, isLater }) => state || isLater);
  if (JSON.stringify(items) === shown) return;
  shown = JSON.stringify(items);
  const days = fresh.cloneNode(true);
  for (const item of items) put(item, days);
  for (const section of days.querySelectorAll("section")) if (!section.querySelector("li")) section.remove();
  replace(days);
}

/** On a kept page of the history: what today, kept later than it, knows besides. */
async function keptLater() {
  const { copy } = document.documentElement.dataset;
  return copy ? (await knownOf(person, outbox, copy)).items : [];
}

function put(item, days) {
  days.querySelector(`li[data-session="${CSS.escape(item.session)}"]`)?.remove();
  if (!isOnThisPage(item, days)) return;
  const href = item.session.includes(" ") ? "" : new URL(`../sessions/${item.session}/`, new URL(outbox, location.href)).href;
  const line = render({ href, ...item }, template);
  if (!item.state) line.classList.remove("waits");
  line.dataset.when = item.when;
  const list = listOf(dayOf(item.when), days);
  const earlier = [...list.children].find((other) => other.dataset.when < item.when);
  list.insertBefore(line, earlier ?? null);
}

/** Of the days and the movement that this page is about. */
function isOnThisPage({ when, seen }, days) {
  const { movement, before, since } = days.dataset;
  const day = dayOf(when);
  const isOfMovement = !movement || seen.some((value) => value.split(":")[0] === movement);
  return isOfMovement && (!before || day < before) && (!since || day >= since);
}

/** The list of a day; its section is made where there is none. */
function listOf(day, days) {
  const times = [...days.querySelectorAll("section time")];
  const there = times.find(({ dateTime }) => dateTime === day);
  if (there) return there.closest("section").querySelector(".log-list");
  const section = document.querySelector("#day").content.firstElementChild.cloneNode(true);
  Object.assign(section.querySelector("time"), { dateTime: day, textContent: nearDay(day) });
  const earlier = times.find(({ dateTime }) => dateTime < day)?.closest("section");
  const end = times.at(-1)?.closest("section").nextElementSibling ?? days.firstElementChild;
  days.insertBefore(section, earlier ?? end);
  days.querySelector(".empty")?.remove();
  return section.querySelector(".log-list");
}

function replace(days) {
  const here = document.querySelector(".days");
  const focused = here.contains(document.activeElement) ? document.activeElement.closest("li")?.dataset.session : null;
  here.replaceWith(days);
  if (focused) days.querySelector(`li[data-session="${CSS.escape(focused)}"] :is(a, button)`)?.focus({ preventScroll: true });
}

/** What was sent is in the server's page now. Resolves to whether that came. */
async function askServer() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isOurs = answer.ok && page.body.dataset.person === String(person);
    if (!isOurs || "copy" in page.documentElement.dataset) return false;
    fresh = document.adoptNode(page.querySelector(".days"));
    shown = JSON.stringify([]);
    replace(fresh.cloneNode(true));
    return true;
  } catch {
    return false;
  }
}

/** Until the server's page comes, what was sent stays as it is shown. */
async function look() {
  if (isStale) isStale = !(await askServer());
  if (!isStale) await draw();
}

if (person && template) {
  addEventListener("outbox", ({ detail }) => {
    isStale ||= detail === "sent";
    look();
  });
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  draw();
}
