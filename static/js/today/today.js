// Today answers a tap at once, connection or not: the tap is kept on the phone and drawn into the page. When it has been sent, the
// server's page of today takes the place of ours, so that what is shown is always what is in the log, and what still waits.

import { sittingOf, timerOf } from "../outbox/merge.js";
import { here, log, newId, person } from "../outbox/outbox.js";
import { oneAtATime } from "../outbox/sender.js";
import { watch } from "../outbox/standing.js";
import { isPhoto, kept } from "../outbox/store.js";
import { drawLately, drawTile, drawTimer } from "./draw.js";
import { readToday } from "./read.js";
import { notSent, plainly } from "./plainly.js";
import { takeOver } from "./take-over.js";

const WAKES_AFTER = 700; // so that the second tap of a double tap cannot take the log back, nor open the details
const WAITS_FOR_DETAILS = 5000;
const PATIENCE = 20_000;
const OLD = 60_000; // ms; what others logged meanwhile is worth asking for when somebody comes back
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 5 * 60_000;

/** By their keys, the entries that the server's page does not show yet: that are being kept, wait, or have just been sent. */
const fresh = new Map();
const asleep = new Map(); // until when, by movement
let shown; // what the server's page says
let isLate = false;
let isStale = false; // the server's page says more than ours
let isSending = false; // and soon will say more still
let isAsking = false;
let askedAt = Date.now();
let pause = FIRST_PAUSE;
let again; // the timer of the next time it is asked for

function start() {
  shown = readToday();
  document.addEventListener("click", touched);
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
  addEventListener("online", comeBack);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && comeBack());
  watch(heard);
  // Another page may have sent something after the server made this one, and before it could listen.
  kept(`sent ${person}`).then((at) => at > performance.timeOrigin && ask(), () => {});
}

// --- what is touched ---

function touched(event) {
  if (event.target.closest("[aria-disabled=true]")) return event.preventDefault();
  const button = event.target.closest("button[form=do]");
  const details = event.target.closest(".tile.unsent .more");
  if (details) openOnceSent(event, details);
  if (!button || event.defaultPrevented) return;
  event.preventDefault();
  if (button.matches(".go")) tapped(button);
  else if (button.matches(".undo")) undone(button);
  else begin("timer", { session: newId() }, button);
}

function tapped(button) {
  const movement = button.value;
  if (asleep.get(movement) > Date.now()) return;
  const { sitting } = standing();
  const session = sitting?.session ?? newId();
  const also = [...document.querySelectorAll(".also :checked")].map((box) => Number(box.value));
  if (!sitting?.seen[movement]) putToSleep(movement);
  begin("tap", also.length ? { session, movement, also } : { session, movement }, button);
}

function putToSleep(movement) {
  asleep.set(movement, Date.now() + WAKES_AFTER);
  setTimeout(draw, WAKES_AFTER);
}

function undone(button) {
  const { sitting } = standing();
  const { movement } = button.closest(".tile").dataset;
  if (!sitting?.seen[movement]) return draw(); // the sitting ended while the page lay open
  const { tap } = sitting.seen[movement];
  const tapEntry = fresh.get(tap);
  // A twin's tap is taken back where it was made, and so in both.
  const of = tapEntry && tapEntry.child !== here.child ? tapEntry : here;
  const session = tapEntry?.said.session ?? sitting.session;
  begin("untap", tap ? { session, movement, tap } : { session, movement }, button, of);
}

/** Draws what was just said and keeps it. What the phone does not keep is sent as a page without scripts would send it. */
async function begin(kind, said, button, { child, name, to } = here) {
  const entry = { key: newId(), kind, said, at: Date.now(), child, name, to, state: "waiting" };
  const plain = plainly(button);
  fresh.set(entry.key, entry);
  notSent(null);
  draw();
  try {
    const onDisk = await log(kind, said, { at: entry.at, key: entry.key, of: { child, name, to } });
    if (fresh.has(entry.key)) fresh.set(entry.key, onDisk);
  } catch {
    const page = await plain();
    fresh.delete(entry.key);
    if (page) show(page);
    else draw();
  }
}

/** The details of a tap have a page only when the server has the tap. Without a connection the phone has one (draw.js). */
function openOnceSent(event, link) {
  event.preventDefault();
  const { movement } = link.closest(".tile").dataset;
  if (isLate) return location.assign(link.href);
  const open = () => {
    clearTimeout(timer);
    removeEventListener("today", open);
    const now = document.querySelector(`.tile[data-movement="${movement}"] .more:not([hidden])`);
    if (now) location.assign(now.href);
  };
  const timer = setTimeout(open, WAITS_FOR_DETAILS);
  addEventListener("today", open);
}

// --- what is heard of the outbox ---

function heard(outbox) {
  isLate = outbox.isLate;
  const logs = outbox.entries.filter((entry) => !isPhoto(entry)); // photos are laid over the page by themselves
  const keys = new Set(logs.map(({ key }) => key));
  for (const entry of logs) fresh.set(entry.key, entry);
  // What was on the disk and is not any more has been sent, or was thrown away: the server knows.
  for (const entry of fresh.values()) if (entry.n && !keys.has(entry.key)) entry.isGone = true;
  draw();
  isStale ||= gone().length > 0 || outbox.outcome === "sent";
  isSending = outbox.outcome === "kept" && logs.some(({ state }) => state === "waiting");
  if (isStale) ask();
}

const gone = () => [...fresh.values()].filter((entry) => entry.isGone);

/** Asks for the server's page of today until it shows all that has been sent. */
async function ask() {
  isStale = true;
  if (isAsking) return;
  isAsking = true;
  while (isStale && !isSending) {
    isStale = false;
    const settled = gone();
    const page = await askForToday();
    if (!page) {
      isStale = true;
      askLater();
      break;
    }
    askedAt = Date.now();
    pause = FIRST_PAUSE;
    for (const { key } of settled) fresh.delete(key);
    show(page);
  }
  isAsking = false;
}

/** What was sent must not look unsent for ever, when the connection broke before the page came and nothing else is heard. */
function askLater() {
  clearTimeout(again);
  again = setTimeout(ask, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

/** The connection is back, or somebody looks at the page again: perhaps hours later, when the sitting is long over. */
function comeBack() {
  pause = FIRST_PAUSE;
  draw();
  if (isStale || Date.now() - askedAt > OLD) ask();
}

async function askForToday() {
  try {
    // Not beside a sending: what that has to tell once would get lost with this page.
    const ask = () => fetch(location.href, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    const answer = await oneAtATime(ask);
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if ("copy" in page.documentElement.dataset) return null;
    const isLikeOurs = page.body.dataset.person === document.body.dataset.person && page.querySelector(".tiles");
    return isLikeOurs ? page : location.reload(); // somebody else is here now, or may only read from now on
  } catch {
    return null; // no connection; it is asked for again when something is heard
  }
}

function show(page) {
  takeOver(page);
  shown = readToday();
  draw();
  dispatchEvent(new CustomEvent("today"));
}

// --- what is drawn ---

/** What is so now: the page, and on top of it what is fresh. */
function standing() {
  const entries = [...fresh.values()].sort((one, other) => (one.n ?? Infinity) - (other.n ?? Infinity));
  const timer = timerOf(entries, here.child, shown.timer);
  return { entries, timer, sitting: sittingOf(entries, here.child, { shown: shown.sitting, timer, now: Date.now() }) };
}

function draw() {
  const { entries, timer, sitting } = standing();
  for (const tile of document.querySelectorAll(".tile")) {
    const { movement } = tile.dataset;
    const isUnsent = fresh.has(sitting?.seen[movement]?.tap);
    drawTile(tile, sitting, { isAsleep: asleep.get(movement) > Date.now(), isLate, isUnsent });
  }
  document.querySelector("log-tiles").classList.toggle("unsent", fresh.size > 0);
  drawTimer(timer);
  drawLately(shown.lately, entries, here.child);
}

if (document.querySelector(".today .tiles") && here.child) start();
