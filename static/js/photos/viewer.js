// The photos of a page, one at a time, in the order they stand there: by finger, by buttons and by keys. The Back button
// closes it, as it closes everything else that lies over a page.

import { handle } from "./fingers.js";
import { Print } from "./print.js";

const dialog = document.querySelector("#photo-viewer").content.querySelector("dialog").cloneNode(true);
const find = (selector) => dialog.querySelector(selector);
const [stage, track, zoomButton] = [".viewer-stage", ".viewer-track", "[data-do=zoom]"].map(find);
const [caption, day, seen] = find(".viewer-words").children;
const page = find("a"); // a guest has none
const ready = new Promise((settled) => {
  for (const kind of ["load", "error"]) find("link").addEventListener(kind, settled, { once: true });
});
document.body.append(dialog);

let photos = [];
let at = 0;
let opener;
let prints = ["the one before", "this one", "the next"].map(() => new Print());
track.append(...prints.map(({ slide }) => slide));

export async function open(link) {
  await ready; // of its style
  if (dialog.open) return;
  photos = photosOf(document);
  at = Math.max(photos.findIndex(({ id }) => id === link.dataset.photo), 0);
  opener = link;
  dialog.showModal();
  find("[data-do=close]").focus();
  history.pushState({ viewer: true }, "");
  prints.forEach((print, place) => print.show(photos[at + place - 1], stage));
  tell();
}

/** Each photo once, also where a page shows it twice, and only those that can be seen. */
function photosOf(page) {
  const links = [...page.querySelectorAll("a.photo[data-photo]:not([data-state])")].filter((link) => link.checkVisibility());
  const found = new Map();
  for (const link of links) {
    if (found.has(link.dataset.photo)) continue;
    const image = link.querySelector("img[width]");
    const { photo: id, caption, day, seen } = link.dataset;
    found.set(id, { id, caption, day, seen, href: link.href, image });
  }
  return [...found.values()];
}

const isForward = () => (getComputedStyle(dialog).direction === "rtl" ? -1 : 1); // where the next photo lies

function tell() {
  const photo = photos[at];
  const count = find(".viewer-count");
  const words = { number: at + 1, count: photos.length };
  count.textContent = photos.length > 1 ? count.dataset.words.replace(/{(number|count)}/g, (_all, name) => words[name]) : "";
  caption.textContent = photo.caption;
  day.textContent = photo.day ?? "";
  seen.textContent = photo.seen ?? "";
  if (page) {
    page.href = photo.href;
    page.hidden = new URL(photo.href).pathname === location.pathname;
  }
  for (const [name, way] of [["previous", -1], ["next", 1]]) {
    const button = find(`[data-do=${name}]`);
    button.hidden = photos.length < 2;
    button.setAttribute("aria-disabled", String(!photos[at + way]));
  }
  zoomed();
}

function zoomed() {
  const isLarge = prints[1].scale > 1;
  zoomButton.setAttribute("aria-pressed", String(isLarge));
  stage.classList.toggle("zoomed", isLarge);
}

/** To the photo before (-1) or the next (1); `from` is how far a finger has moved the photos already. */
async function turn(way, from = 0) {
  if (!photos[at + way]) return slideTo(0, from);
  await slideTo(-way * isForward() * stage.clientWidth, from);
  at += way;
  const [first, middle, last] = prints;
  prints = way > 0 ? [middle, last, first] : [last, first, middle];
  middle.zoom(1);
  prints[1 + way].show(photos[at + way], stage);
  track.append(...prints.map(({ slide }) => slide));
  track.style.transform = "";
  tell();
}

function jump(to) {
  if (to === at) return;
  at = to;
  prints.forEach((print, place) => print.show(photos[at + place - 1], stage));
  tell();
}

async function slideTo(to, from) {
  const moved = (by) => `translateX(${by}px)`;
  if (to !== from && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const frames = [{ transform: moved(from) }, { transform: moved(to) }];
    await track.animate(frames, { duration: 220, easing: "ease-out" }).finished;
  }
  track.style.transform = to ? moved(to) : "";
}

let turning = Promise.resolve(); // one after the other, however fast somebody taps
const inTurn = (what) => (turning = turning.then(what, what));

handle(stage, {
  print: () => prints[1],
  zoomed,
  /** While a finger drags: the photos follow it, and beyond the ends less and less. */
  drag(by) {
    const way = by * isForward() < 0 ? 1 : -1;
    track.style.transform = `translateX(${photos[at + way] ? by : by / 4}px)`;
  },
  release(by, isFast) {
    const way = by * isForward() < 0 ? 1 : -1;
    const goes = isFast || Math.abs(by) > stage.clientWidth / 4;
    const from = photos[at + way] ? by : by / 4;
    inTurn(() => (goes ? turn(way, from) : slideTo(0, from)));
  },
});

const DO = {
  close: () => dialog.close(),
  previous: () => inTurn(() => turn(-1)),
  next: () => inTurn(() => turn(1)),
  zoom() {
    prints[1].zoom(prints[1].scale > 1 ? 1 : 2.5);
    zoomed();
  },
};

dialog.addEventListener("click", ({ target }) => DO[target.closest("[data-do]")?.dataset.do]?.());

dialog.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const ways = { ArrowRight: isForward(), ArrowLeft: -isForward(), PageDown: 1, PageUp: -1 };
  const ends = { Home: 0, End: photos.length - 1 };
  if (event.key in ways && !lookAround(event.key)) inTurn(() => turn(ways[event.key]));
  else if (event.key in ends) inTurn(() => jump(ends[event.key]));
  else if (event.key === "+" || event.key === "-") DO.zoom();
  else if (!lookAround(event.key)) return;
  event.preventDefault();
});

/** In a photo that is shown larger the arrows lead to its other parts. */
function lookAround(key) {
  const ways = { ArrowRight: [-1, 0], ArrowLeft: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  if (!(key in ways) || prints[1].scale === 1) return false;
  const [across, down] = ways[key].map((way) => (way * stage.clientWidth) / 4);
  prints[1].move(across, down);
  return true;
}

page?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(page.href); // in the place of the viewer, so that Back leads to the page below
});

addEventListener("resize", () => dialog.open && prints.forEach((print) => print.fit(stage)));
addEventListener("popstate", () => dialog.open && dialog.close());

dialog.addEventListener("close", () => {
  if (history.state?.viewer) history.back();
  // The page may have been drawn anew meanwhile.
  const back = opener.isConnected ? opener : document.querySelector(`a.photo[data-photo="${opener.dataset.photo}"]`);
  back?.focus();
});
