// Sends what waits, child by child and in order, until the server has answered for each. Runs in a page and in the service
// worker; only one of them sends at a time. Whatever is sent twice all the same, the server knows by its key.

import { drop, entries, keep, put } from "./store.js";
import { tell } from "./told.js";

const AT_ONCE = 50; // entries in one request
const PATIENCE = 20_000; // ms for one answer
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 5 * 60_000;

let pause = FIRST_PAUSE;
let again; // the timer of the next try
let sending; // the promise of the try that is going on
let isWanted; // somebody asked for sending since that try began to look

/** Sends all that waits for this person. Resolves to how it went: as `told.js` has it. */
export function send(person) {
  isWanted = true;
  sending ??= sendWhileWanted(person)
    .catch(() => tell("cannot-keep"))
    .finally(() => {
      sending = undefined;
    });
  return sending;
}

async function sendWhileWanted(person) {
  let outcome;
  clearTimeout(again);
  while (isWanted) {
    isWanted = false;
    outcome = await oneAtATime(() => sendAll(person));
  }
  if (outcome === "later") {
    again = setTimeout(() => send(person), pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  } else {
    pause = FIRST_PAUSE;
  }
  return outcome;
}

/** The next try may come soon again: the connection is back, or somebody looks at the page. */
export function hurry() {
  pause = FIRST_PAUSE;
}

/** Does `work` while no tab sends. Without https a browser has no locks: then two may send the same, and it is taken once. */
export const oneAtATime = (work) => (navigator.locks ? navigator.locks.request("outbox", work) : work());

async function sendAll(person) {
  let outcome = "nothing";
  const passed = new Set();
  for (;;) {
    const batch = nextBatch(await entries(), person, passed);
    if (!batch.length) return outcome;
    const answer = await post(person, batch);
    if (typeof answer === "string") return tell(answer);
    await settle(batch, answer);
    for (const { key } of batch) passed.add(key);
    outcome = "sent";
    tell(outcome);
  }
}

/** The first entries in line that go to one child. */
function nextBatch(line, person, passed) {
  const mine = line.filter((entry) => entry.person === person);
  const held = heldBack(mine);
  const free = mine.filter(({ key, state }) => state === "waiting" && !held.has(key) && !passed.has(key));
  return free.filter((entry) => entry.to === free[0].to).slice(0, AT_ONCE);
}

/** The keys of what waits until something before it, of the same session, was mended or thrown away. */
export function heldBack(line) {
  const sessions = new Set();
  const held = new Set();
  for (const { key, state, said } of line) {
    if (state === "refused" && said.session) sessions.add(said.session);
    else if (sessions.has(said.session)) held.add(key);
  }
  return held;
}

async function post(person, batch, isSecondTry = false) {
  const body = JSON.stringify({
    person,
    now: Date.now(),
    entries: batch.map(({ key, kind, at, zone, said }) => ({ key, kind, at, zone, said })),
  });
  try {
    const answer = await fetch(batch[0].to, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": await token() },
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect") return "sign-in";
    if (answer.status === 409) return "somebody-else";
    if (answer.status === 403 && !isSecondTry) {
      await renewToken(batch[0].to);
      return await post(person, batch, true);
    }
    if (answer.status === 404) return notFound(batch, person, await answer.text());
    if (!answer.ok) return "later";
    const { outcomes } = await answer.json();
    return outcomes.length === batch.length ? outcomes : "later";
  } catch {
    return "later"; // no connection, or an answer that broke off: nobody knows what arrived, so it is sent again
  }
}

/**
 * The site's page of that name says who is signed in. To somebody else the child is none, and that says nothing of this person;
 * nor does a page that names nobody, as a proxy has one while the site behind it is being renewed.
 */
function notFound(batch, person, html) {
  const [, signedIn] = /<body\b[^>]*\sdata-person="(\d+)"/.exec(html) ?? [];
  if (!signedIn) return "later";
  if (Number(signedIn) !== person) return "somebody-else";
  return batch.map(({ key }) => ({ key, state: "refused", why: "", mend: "gone" }));
}

async function settle(batch, outcomes) {
  const by = new Map(outcomes.map((outcome) => [outcome.key, outcome]));
  const done = batch.filter(({ key }) => by.get(key)?.state === "done");
  if (done.length) {
    await drop(...done.map(({ n }) => n));
    await keep(`sent ${batch[0].person}`, Date.now());
  }
  const kept = new Set((await entries()).map(({ n }) => n)); // what was thrown away meanwhile does not come back
  for (const entry of batch) {
    const { state, why, errors, mend } = by.get(entry.key) ?? {};
    if (state === "refused" && kept.has(entry.n)) await put({ ...entry, state, why, errors, mend });
  }
}

/** The child's page, one step above its outbox, brings a new token in its cookie. Nobody reads that page. */
const renewToken = (outbox) =>
  fetch(new URL("../", new URL(outbox, location.href)), { headers: { Purpose: "prefetch" }, cache: "no-store" });

/** Django's token against forged requests, from its cookie. The service worker reads cookies another way. */
async function token() {
  if (globalThis.document) return document.cookie.match(/(?:^|; )crawltrack_csrf=([^;]*)/)?.[1] ?? "";
  return (await globalThis.cookieStore?.get("crawltrack_csrf"))?.value ?? "";
}
