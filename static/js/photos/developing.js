// Photos that are being developed become pictures by themselves, once the server has them ready.

import { here, person } from "../outbox/outbox.js";

const FIRST_PAUSE = 500; // ms
const LONGEST_PAUSE = 5_000;
const PATIENCE = 3 * 60_000; // after that the page shows it the next time somebody opens it

const asked = new Set();

/** The photo with this key has just been taken by the server: what it says of it takes the place of its tile. */
export async function arrived(tile, key) {
  for await (const said of answers(key)) {
    if (!tile.isConnected) return;
    if (!said) continue;
    tile.removeAttribute("class");
    delete tile.dataset.state;
    tile.replaceChildren(...nodesOf(said.html));
    dispatchEvent(new Event("photo-arrived"));
    return;
  }
}

const nodesOf = (html) => new DOMParser().parseFromString(html, "text/html").body.children;

/** Whoever stood on the tile with the keyboard stands on the photo. */
function takePlaceOf(link, nodes) {
  const hadFocus = link === document.activeElement;
  link.replaceWith(...nodes);
  if (hadFocus) nodes[0].focus();
}

/** What the server says of it, or undefined when it cannot be asked now. */
async function ask(key) {
  try {
    const address = new URL(`../photos/${key}/state/`, new URL(here.to, location.href));
    const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

const waiting = (key) => document.querySelectorAll(`main [data-photo="${CSS.escape(key)}"][data-state=waiting]`);

async function follow(key) {
  asked.add(key);
  await pause(FIRST_PAUSE);
  for await (const said of answers(key)) {
    if (!waiting(key).length) break;
    if (!said || said.state === "waiting") continue;
    for (const link of waiting(key)) takePlaceOf(link, [...nodesOf(said.html)]);
    dispatchEvent(new Event("photo-arrived"));
  }
  asked.delete(key);
}

/** What the server says of a photo, now and after pauses that grow; undefined when it could not be asked. */
async function* answers(key) {
  const until = Date.now() + PATIENCE;
  for (let next = FIRST_PAUSE; Date.now() < until; next = Math.min(next * 1.6, LONGEST_PAUSE)) {
    if (document.visibilityState === "visible") yield await ask(key);
    await pause(next);
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function look() {
  for (const { dataset } of document.querySelectorAll("main [data-photo][data-state=waiting]")) {
    if (!asked.has(dataset.photo)) follow(dataset.photo);
  }
}

if (person && here.child) {
  look();
  new MutationObserver(look).observe(document.querySelector("main"), { childList: true, subtree: true });
}
