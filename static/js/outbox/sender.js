// Sends what waits, child by child and in order, until the server has answered for each: what was logged in a line of its own,
// and after it the photos, so that no tap waits for a picture. Runs in a page and in the service worker; only one of them sends
// at a time. Whatever is sent twice all the same, the server knows by its key.

import { outcomesOf, read } from "./asking.js";
import { postPhoto } from "./photo-post.js";
import { drop, entries, isPhoto, keep, pictureOf, put } from "./store.js";
import { tell } from "./told.js";
import { Trying, whileNobodyElse } from "./trying.js";

const AT_ONCE = 50; // entries in one request
const PATIENCE = 20_000; // ms for one answer
const STOPS = ["later", "sign-in", "somebody-else", "cannot-keep"];

const logs = new Trying("outbox", sendLogs, (person) => send(person));
const photos = new Trying("outbox photos", sendPhotos, (person) => send(person));

/** Sends all that waits for this person. Resolves to how it went: as `told.js` has it. */
export async function send(person) {
  const outcome = await logs.now(person);
  if (STOPS.includes(outcome)) return outcome;
  const ofPhotos = await photos.now(person);
  return ofPhotos === "nothing" ? outcome : ofPhotos;
}

/** The next try may come soon again: the connection is back, or somebody looks at the page. */
export function hurry() {
  logs.hurry();
  photos.hurry();
}

/** Does `work` while no tab sends what was logged. */
export const oneAtATime = (work) => whileNobodyElse("outbox", work);

// --- what was logged ---

async function sendLogs(person) {
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
  const mine = line.filter((entry) => entry.person === person && !isPhoto(entry));
  const held = heldBack(mine);
  const free = mine.filter(({ key, state }) => state === "waiting" && !held.has(key) && !passed.has(key));
  return free.filter((entry) => entry.to === free[0].to).slice(0, AT_ONCE);
}

/** The keys of what waits until something before it, of the same session, was mended or thrown away. A photo holds nothing back. */
export function heldBack(line) {
  const sessions = new Set();
  const held = new Set();
  for (const entry of line) {
    const { key, state, said } = entry;
    if (state === "refused" && said.session && !isPhoto(entry)) sessions.add(said.session);
    else if (sessions.has(said.session)) held.add(key);
  }
  return held;
}

function post(person, batch) {
  const said = batch.map(({ key, kind, at, zone, said }) => ({ key, kind, at, zone, said }));
  const body = JSON.stringify({ person, now: Date.now(), entries: said });
  const way = async (token) =>
    read(
      await fetch(batch[0].to, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
        credentials: "same-origin",
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      }),
    );
  return outcomesOf(batch, person, way);
}

// --- photos ---

async function sendPhotos(person) {
  let outcome = "nothing";
  const passed = new Set();
  for (;;) {
    const entry = nextPhoto(await entries(), person, passed);
    if (!entry) return outcome === "later" ? tell(outcome) : outcome;
    passed.add(entry.key);
    const answer = await postPhoto(person, entry, await pictureOf(entry.key));
    if (answer === "thrown-away") continue;
    if (answer === "not-this") outcome = "later";
    else if (typeof answer === "string") return tell(answer);
    else {
      await settle([entry], answer);
      if (outcome !== "later") outcome = "sent";
      tell("sent");
    }
  }
}

/** The first photo in line before which nothing of its session still has to go: that may be what makes the session. */
function nextPhoto(line, person, passed) {
  const mine = line.filter((entry) => entry.person === person);
  const before = new Set();
  for (const entry of mine) {
    if (!isPhoto(entry)) before.add(entry.said.session);
    else if (entry.state === "waiting" && !before.has(entry.said.session) && !passed.has(entry.key)) return entry;
  }
  return undefined;
}

// --- what came of it ---

async function settle(batch, outcomes) {
  const by = new Map(outcomes.map((outcome) => [outcome.key, outcome]));
  const done = batch.filter(({ key }) => by.get(key)?.state === "done");
  if (done.length) {
    await rename(done.map(({ key, said }) => [said.session, by.get(key).session]));
    await drop(...done.map(({ n }) => n));
    await keep(`sent ${batch[0].person}`, Date.now());
  }
  const kept = new Set((await entries()).map(({ n }) => n)); // what was thrown away meanwhile does not come back
  for (const entry of batch) {
    const { state, why, errors, mend } = by.get(entry.key) ?? {};
    if (state === "refused" && kept.has(entry.n)) await put({ ...entry, state, why, errors, mend });
  }
}

/** The server put a session into another sitting: the photos that wait for it go there too, and are shown there. */
async function rename(sessions) {
  const names = new Map(sessions.filter(([ours, theirs]) => ours && theirs && ours !== theirs));
  if (!names.size) return;
  for (const entry of await entries()) {
    const session = isPhoto(entry) && names.get(entry.said.session);
    if (session) await put({ ...entry, said: { ...entry.said, session } });
  }
}
