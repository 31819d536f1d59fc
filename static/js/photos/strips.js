// Where the photos of a session stand on the page: <ul class="photos" data-photos-of="…">. How many there are, and how many fit.

import { inHand, MOST } from "./in-hand.js";

const named = (session) => `[data-photos-of="${CSS.escape(session)}"]`;

export const stripsOf = (session) => [...document.querySelectorAll(`main ${named(session)}`)];

/** The strip in a line of a list of sessions; it is made where the session had no photo yet. */
export function stripIn(line) {
  const { session } = line.dataset;
  const there = line.querySelector(named(session));
  if (there) return there;
  const strip = emptyStrip(session);
  line.insertBefore(strip, line.querySelector(":scope > :is(.add-photos, .state, form, .open)"));
  return strip;
}

export function emptyStrip(session) {
  const strip = Object.assign(document.createElement("ul"), { className: "photos" });
  strip.dataset.photosOf = session;
  return strip;
}

const REFUSED = "[data-state=refused]";
const TAKES_A_PLACE = `:scope > li:not(${REFUSED}, :has(${REFUSED}))`;

/** How many more photos fit into the session, as far as this page knows: the server knows. */
export function roomOf(session) {
  const shown = Math.max(0, ...stripsOf(session).map((strip) => strip.querySelectorAll(TAKES_A_PLACE).length));
  const mine = inHand().filter(({ said, state }) => said.session === session && state !== "refused");
  const notShown = mine.filter(({ key }) => !document.querySelector(`[data-key="${key}"]`));
  return MOST - shown - notShown.length;
}
