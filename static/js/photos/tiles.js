// Photos that are not in the log yet, as tiles in the strips of their sessions: on their way with a bar, waiting, or not taken with
// the reason. They are laid over whatever page there is, and again when a page of the server takes its place.

import { gettext, ngettext } from "../words.js";
import { discard, here, mend, person } from "../outbox/outbox.js";
import { watch } from "../outbox/standing.js";
import { isPhoto, pictureOf } from "../outbox/store.js";
import { isFinal, whyOf } from "../outbox/why.js";
import { arrived } from "./developing.js";
import { inHand, letGo, sentenceOf, tryAgain } from "./in-hand.js";
import { stripIn, stripsOf } from "./strips.js";

const main = document.querySelector("main");
const pictures = new Map(); // by key, a promise of the address of what is shown
const parts = new Map(); // by key, how much of it was sent
const asking = new Set(); // the keys of what somebody is about to throw away
let kept = []; // the photos in the outbox
let trouble = "";
let photos = []; // what there is to show

function heard(outbox) {
  const before = kept;
  kept = outbox.entries.filter((entry) => isPhoto(entry) && entry.child === here.child);
  trouble = outbox.trouble;
  if (trouble) parts.clear();
  const there = new Set(kept.map(({ key }) => key));
  if (outbox.outcome === "sent") for (const { key } of before) if (!there.has(key)) settle(key);
  draw();
}

/** It is in the log: from now on the server says how it looks. */
function settle(key) {
  for (const tile of main.querySelectorAll(`[data-key="${key}"]`)) {
    delete tile.dataset.key;
    tile.dataset.state = "arrived";
    tile.querySelector(".says").textContent = gettext("It is in the log.");
    tile.querySelector(".says").classList.remove("hide");
    for (const part of tile.querySelectorAll("progress, .ways, .clock")) part.remove();
    arrived(tile, key);
  }
}

function draw() {
  const fromHand = inHand();
  const keys = new Set(kept.map(({ key }) => key));
  photos = [...kept.map(asKept), ...fromHand.filter(({ key }) => !keys.has(key))];
  for (const key of pictures.keys()) if (!photos.some((photo) => photo.key === key)) forget(key);
  lay();
  say();
}

const asKept = (entry) => {
  const { key, said, state } = entry;
  if (state === "refused") return { key, said, entry, state, why: whyOf(entry) };
  const isMoving = !trouble || parts.has(key);
  return { key, said, entry, state: isMoving ? "sending" : "waits", why: [] };
};

async function forget(key) {
  const address = await pictures.get(key);
  pictures.delete(key);
  URL.revokeObjectURL(address);
}

function shownOf({ key, preview }) {
  if (!pictures.has(key)) {
    const picture = preview ? Promise.resolve(preview) : pictureOf(key).catch(() => undefined);
    pictures.set(key, picture.then((found) => (found ? URL.createObjectURL(found) : "")));
  }
  return pictures.get(key);
}

// --- laying them over the page ---

/** Changes nothing that is as it should be, so that it can be done whenever the page changed. */
function lay() {
  observer.takeRecords();
  const sessions = bySession(photos);
  for (const session of sessions.keys()) {
    for (const line of main.querySelectorAll(`li[data-session="${CSS.escape(session)}"]`)) stripIn(line);
  }
  for (const strip of main.querySelectorAll("[data-photos-of]")) fill(strip, sessions.get(strip.dataset.photosOf) ?? []);
  observer.takeRecords(); // what was just done is no news
}

function bySession(all) {
  const groups = new Map();
  for (const photo of all) groups.set(photo.said.session, [...(groups.get(photo.said.session) ?? []), photo]);
  return groups;
}

function fill(strip, mine) {
  // An answer that got lost: the server has it all the same, and shows it.
  const expected = mine.filter(({ key }) => !strip.querySelector(`[data-photo="${key}"]`));
  const keys = new Set(expected.map(({ key }) => key));
  for (const tile of strip.querySelectorAll(":scope > [data-key]")) if (!keys.has(tile.dataset.key)) tile.remove();
  for (const photo of expected) {
    const tile = strip.querySelector(`:scope > [data-key="${photo.key}"]`) ?? strip.appendChild(newTile(photo));
    update(tile, photo);
  }
  const told = strip.nextElementSibling?.matches(".photos-say") ? strip.nextElementSibling : null;
  const words = sentenceOf(strip.dataset.photosOf);
  if (words && told?.textContent !== words) {
    told?.remove();
    strip.after(Object.assign(document.createElement("p"), { className: "photos-say", role: "alert", textContent: words }));
  } else if (!words) told?.remove();
}

function newTile(photo) {
  const tile = document.createElement("li");
  tile.className = "photo-tile";
  tile.dataset.key = photo.key;
  tile.append(picture(photo), make("p", "says"), make("div", "ways"));
  return tile;
}

function picture(photo) {
  const frame = make("span", "shown");
  const image = new Image();
  image.alt = photo.said.caption || gettext("Photo");
  image.addEventListener("error", () => image.replaceWith(icon("camera"))); // of a kind that this browser does not show
  shownOf(photo).then((address) => (image.src = address));
  frame.append(image);
  return frame;
}

const make = (name, className, textContent = "") => Object.assign(document.createElement(name), { className, textContent });

function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${document.querySelector("link[as=image]").getAttribute("href")}#i-${name}`);
  drawing.append(use);
  return drawing;
}

function update(tile, photo) {
  const isAsked = asking.has(photo.key);
  const state = isAsked ? "asks" : photo.state;
  const words = isAsked ? gettext("Throw it away? It is not in the log.") : sayingOf(photo);
  if (tile.dataset.state !== state || tile.querySelector(".says").textContent !== words) {
    tile.dataset.state = state;
    tile.querySelector(".says").textContent = words;
    tile.querySelector(".says").classList.toggle("hide", state === "waits"); // a clock says it to the eye
    tile.querySelector(".clock")?.remove();
    if (state === "waits") tile.querySelector(".shown").append(clock());
    tile.querySelector("progress")?.remove();
    if (BARS.includes(state)) tile.querySelector(".says").after(bar());
    tile.querySelector(".ways").replaceChildren(...waysOf(photo, state));
  }
  const part = parts.get(photo.key) ?? 0;
  const shown = tile.querySelector("progress");
  if (shown && state === "sending" && shown.value !== part) shown.value = part;
}

function clock() {
  const shown = make("span", "clock");
  shown.append(icon("clock"));
  return shown;
}

const BARS = ["preparing", "sending"];
const bar = () => {
  const shown = Object.assign(document.createElement("progress"), { max: 1 });
  shown.setAttribute("aria-label", gettext("How much of it was sent"));
  return shown;
};

function sayingOf({ state, why }) {
  if (why?.length) return why.join(" ");
  if (state === "waits") return trouble === "sign-in" ? gettext("Waits until you sign in.") : gettext("Waits on this phone.");
  if (state === "sending") return gettext("On its way");
  return state === "preparing" ? gettext("Getting it ready") : "";
}

function waysOf({ state, entry, isFinal: isOver }, shown) {
  if (shown === "asks") return [way("keep", gettext("Keep it")), way("surely", gettext("Yes, throw away"))];
  const remove = way("remove", "", gettext("Remove this photo"));
  remove.append(icon("close"));
  const mayTryAgain = ["refused", "unsent"].includes(state) && !(entry ? isFinal(entry) : isOver);
  return mayTryAgain ? [way("again", gettext("Try again")), remove] : [remove];
}

function way(name, words, label) {
  const button = Object.assign(make("button", name, words), { type: "button" });
  button.dataset.photoWay = name;
  if (label) button.setAttribute("aria-label", label);
  return button;
}

// --- what is touched ---

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-photo-way]");
  const tile = button?.closest("[data-key]");
  const photo = photos.find(({ key }) => key === tile?.dataset.key);
  if (!photo) return;
  const { key } = photo;
  const name = button.dataset.photoWay;
  if (name === "again") return photo.entry ? mend(photo.entry) : tryAgain(photo);
  if (name === "remove" && photo.state !== "chosen") asking.add(key);
  else asking.delete(key);
  if (name === "surely" || (name === "remove" && photo.state === "chosen")) return throwAway(photo, tile);
  draw();
  tile.querySelector("button").focus();
});

async function throwAway(photo, tile) {
  const [line, adder] = ["li[data-session]", "photo-adder, form"].map((around) => tile.closest(around));
  const next = tile.nextElementSibling?.querySelector("button") ?? line?.querySelector("a") ?? adder?.querySelector("[type=file]");
  if (photo.entry) await discard(photo.entry);
  else letGo(photo);
  (next ?? main).focus();
}

// --- what is heard ---

/** Once when photos begin to go, and once when all have gone; the bars say the rest to whoever looks at them. */
const told = make("p", "hide");
told.setAttribute("role", "status");
let wereSending = 0;

function say() {
  if (photos.length && !told.isConnected) main.after(told); // empty at first, or it would not be heard
  const sending = photos.filter(({ state }) => state === "sending").length;
  if (sending && !wereSending) {
    told.textContent = ngettext("%(count)s photo is on its way.", "%(count)s photos are on their way.", sending);
  } else if (!photos.length && wereSending) {
    told.textContent = gettext("All photos have arrived.");
  }
  wereSending = sending;
}

const observer = new MutationObserver(() => lay());

if (person && here.child) {
  watch(heard);
  addEventListener("photos", draw);
  addEventListener("outbox-progress", ({ detail }) => {
    parts.set(detail.key, detail.part);
    draw();
  });
  observer.observe(main, { childList: true, subtree: true });
}
