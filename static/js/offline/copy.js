// A page that came from this phone because there is no connection says so, and how old it is. When the server answers again,
// the page shows itself anew; where something is being typed, it asks first.

import { ago } from "./ago.js";

const HAS_RELOADED = performance.getEntriesByType("navigation")[0]?.type === "reload";
const FIRST_PAUSE = HAS_RELOADED ? 30_000 : 5_000; // ms; a server that answers late must not make the page reload on and on
const LONGEST_PAUSE = 5 * 60_000;

const { copy, missing } = document.documentElement.dataset;
const banner = document.querySelector(".of-phone");
let pause = FIRST_PAUSE;
let again;

function whatItIs() {
  if (document.body.matches(".session-form")) return banner.dataset.form; // a form to fill in has no age
  const { day, time, isToday } = ago(new Date(copy), new Date(), document.documentElement.lang);
  const words = isToday ? banner.dataset.today : banner.dataset.older;
  return words.replace("{day}", day).replace("{time}", time);
}

async function lookForServer() {
  clearTimeout(again);
  again = undefined;
  if (!isInHand() && (await answers()) && !isInHand()) return show();
  pause = Math.min(pause * 2, LONGEST_PAUSE);
  again = setTimeout(lookForServer, pause);
}

async function answers() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store", redirect: "manual" });
    return answer.status < 500;
  } catch {
    return false;
  }
}

function show() {
  if (document.querySelector("[data-leaves]")) return; // it goes elsewhere by itself, once what it keeps was sent
  if (!banner || !isTyping()) return location.reload();
  const link = document.createElement("a");
  link.href = "";
  link.textContent = banner.dataset.anew;
  banner.replaceChildren(banner.dataset.back, " ", link);
}

/** Whether something on the page says other than it did at first. */
const isTyping = () =>
  [...document.querySelectorAll("main :is(input, textarea):not([type=hidden])")].some((field) =>
    ["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue,
  );

/** Whether somebody is at the camera or in the library, or has photos here that are not kept yet. */
const isInHand = () => isChoosing || document.querySelector(UNKEPT) !== null;

const UNKEPT = "main .photo-tile:is([data-state=preparing], [data-state=chosen], [data-state=unsent])";
let isChoosing = false;

function heedPhotos() {
  document.addEventListener("click", ({ target }) => (isChoosing ||= target.matches?.("input[type=file]")));
  for (const end of ["change", "cancel"]) {
    document.addEventListener(end, ({ target }) => (isChoosing &&= target.type !== "file"));
  }
}

function hurry() {
  if (document.visibilityState === "hidden") return;
  pause = FIRST_PAUSE;
  lookForServer();
}

if (copy) {
  // Told once, when the page was fetched.
  for (const told of document.querySelectorAll("main > .told")) told.remove();
  if (banner) banner.textContent = whatItIs(); // the page of what waits is never old
}
if (copy || missing === "page") {
  heedPhotos();
  again = setTimeout(lookForServer, FIRST_PAUSE);
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
}
