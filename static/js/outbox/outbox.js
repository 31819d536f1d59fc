// The outbox of the person whose page this is. What is logged is first written down here on the phone, then sent: at once, when
// the connection comes back, when somebody looks at the page again, and when the app is opened the next time.
// What listens to the window's "outbox" event knows when anything here changed (told.js).

import { drop, entries, keep, kept, put, putTogether } from "./store.js";
import { hurry, send } from "./sender.js";
import { tell } from "./told.js";

const { person: personNumber, child, name, outbox: to } = document.body.dataset;
const isCopy = "copy" in document.documentElement.dataset;

/**
 * The person who is signed in on this page, or null. A page for everybody that the phone keeps names nobody: there it is the
 * person who was signed in on this phone last.
 */
export const person = personNumber ? Number(personNumber) : isCopy ? ((await kept("person").catch(() => {})) ?? null) : null;

/** The child that this page is about, as an entry names it. */
export const here = { child: Number(child), name, to };

/** A new id. Also without https, where crypto.randomUUID is missing. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/**
 * Writes down that something was logged about a child, that of this page, and begins to send it. Resolves to the entry once it is
 * on the disk; rejects when the phone does not keep it, and then nothing is sent. `isNew` says of a "save" that no session was
 * changed by it. `photos` are those of its session, kept with it or not at all: {key, picture, caption}.
 */
export async function log(kind, said, { photos = [], ...rest } = {}) {
  const entry = entryOf(kind, said, rest);
  const { session, tap } = said;
  await keepAll([{ entry }, ...photos.map((photo) => lineOf(photo, tap ? { session, tap } : { session }, rest.of))]);
  return entry;
}

/** Writes down a photo of a session, {key, picture, caption}, as `log` does. `said` names the session, and the tap that began it. */
export async function logPhoto(photo, said, of = here) {
  const line = lineOf(photo, said, of);
  await keepAll([line]);
  return line.entry;
}

/** An entry as it is kept. */
function entryOf(kind, said, { at = Date.now(), key = newId(), of = here, isNew = false } = {}) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  return { key, person, ...of, kind, isNew, at, zone, said, state: "waiting" };
}

const lineOf = ({ key, picture, caption = "" }, said, of) => ({
  entry: entryOf("photo", { ...said, caption }, { key, of }),
  picture,
});

async function keepAll(lines) {
  await putTogether(lines);
  navigator.storage?.persist?.(); // asks the browser not to clear it when space runs short
  tell("kept");
  remindLater();
  send(person);
}

/** What this person's phone still keeps, in the order it was logged. */
export async function waiting() {
  return (await entries()).filter((entry) => entry.person === person);
}

/** What other people left on this phone. */
export async function waitingForOthers() {
  return (await entries()).filter((entry) => entry.person !== person);
}

/** Sends a refused entry again, with what it says now. */
export async function mend(entry, said = entry.said) {
  const { why, errors, mend, ...rest } = entry;
  await put({ ...rest, said, state: "waiting" });
  tell("kept");
  return flush();
}

/** Throws entries away for good. */
export async function discard(...thrown) {
  await drop(...thrown.map(({ n }) => n));
  tell("kept");
  flush();
}

/** Sends what waits now. Resolves to how it went. */
export function flush() {
  hurry();
  return send(person);
}

/** Where the browser has it, what waits goes also when no page is open any more. */
async function remindLater() {
  const worker = await navigator.serviceWorker?.getRegistration?.();
  await worker?.sync?.register("outbox").catch(() => {});
}

/** Whether this browser keeps anything. Asked by keeping who is here, because some can read and not write. */
export const keeps = person
  ? keep("person", person).then(
      () => true,
      () => false,
    )
  : Promise.resolve(false);

if (person) {
  addEventListener("online", flush);
  addEventListener("focus", flush);
  addEventListener("pageshow", flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  // The Back button brings a page as it was left. Whoever signed out since, or somebody else, asks the server for it.
  addEventListener("pageshow", async ({ persisted }) => {
    if (persisted && (await kept("person").catch(() => person)) !== person) location.reload();
  });
  flush();
}
