// How the outbox stands, read anew whenever it was told of, for all on a page that shows it.

import { waiting } from "./outbox.js";
import { isPhoto } from "./store.js";

const SOON = 1500; // ms: what is sent sooner than anybody could read "waiting" need not be said to wait
const TROUBLES = ["later", "sign-in", "somebody-else"];

/**
 * `entries` still kept, `trouble` of the last try or "", `isLate` when what was logged and waits is worth telling (a photo takes its
 * time, and shows it), `outcome` told last.
 */
const standing = { entries: [], trouble: "", isLate: false, outcome: "" };
const listeners = new Set();
let soon;
let reading = Promise.resolve();

/** Calls `listener(standing)` once it is known, and whenever it changed. Answers the function that ends that. */
export function watch(listener) {
  listeners.add(listener);
  look("");
  return () => listeners.delete(listener);
}

addEventListener("outbox", ({ detail }) => look(detail));

function look(outcome) {
  reading = reading.then(async () => {
    standing.outcome = outcome;
    if (outcome === "sent" || outcome === "nothing") standing.trouble = "";
    if (TROUBLES.includes(outcome)) standing.trouble = outcome;
    standing.entries = await waiting().catch(() => []);
    beLate();
    tellAll();
  });
}

function beLate() {
  const waits = standing.entries.some((entry) => !isPhoto(entry) && entry.state === "waiting");
  standing.isLate = waits && (standing.isLate || standing.trouble !== "");
  if (waits && !standing.isLate) {
    soon ??= setTimeout(() => {
      standing.isLate = true;
      tellAll();
    }, SOON);
  } else {
    clearTimeout(soon);
    soon = undefined;
  }
}

function tellAll() {
  for (const listener of listeners) listener(standing);
}
