// Somebody opens a page. The server is asked first, always; what is kept is shown when there is no answer, or none soon.

import { pathOf } from "./addresses.js";
import { shell } from "./files.js";
import { copyOf, currentEra, forgetAll, lastToday, learn, marked, remember } from "./pages.js";

const SOON = 4_000; // ms to wait for the server while there is a copy to show
const NO_SERVER = [502, 503, 504]; // as a proxy says it

/** The page for a visit. `shells` are the addresses of the pages that are the same for everybody. */
export async function visit(event, { version, shells }) {
  const { url } = event.request;
  const since = currentEra();
  const asked = fetch(event.request);
  event.waitUntil(learnFrom(url, asked, since).then(() => remember(url)).catch(() => {}));
  const answer = asked.then((answer) => (NO_SERVER.includes(answer.status) ? undefined : answer), () => undefined);
  const instead = await (pathOf(url) === "" ? wayToToday() : copyOf(url)).catch(() => undefined); // the phone cannot read it
  const soonest = instead ? Promise.race([answer, after(SOON)]) : answer;
  return (await soonest) ?? instead ?? (await withoutConnection(url, shells, version));
}

/** A script of ours asks for a page: what it gets is kept as well, and without an answer it gets none. */
export async function ask(event) {
  const asked = fetch(event.request);
  event.waitUntil(learnFrom(event.request.url, asked, currentEra()));
  return asked;
}

/** Somebody signs out: nothing stays, also when the server cannot be told. */
export async function signOut(event, { version, shells }) {
  await forgetAll().catch(() => {}); // the server is told all the same
  try {
    return await fetch(event.request);
  } catch {
    return marked(await shell(shells.offline, version), 'data-missing="sign-out"');
  }
}

async function learnFrom(url, asked, since) {
  try {
    await learn(url, (await asked).clone(), since);
  } catch {
    // No connection, or no room on the phone: then nothing is learned.
  }
}

async function wayToToday() {
  const path = await lastToday();
  return path && Response.redirect(path);
}

/** The page of what waits, which the phone fills in, or the page that says there is no connection. */
async function withoutConnection(url, shells, version) {
  return pathOf(url) === pathOf(shells.waiting)
    ? marked(await shell(shells.waiting, version), `data-copy="${new Date().toISOString()}"`)
    : marked(await shell(shells.offline, version), 'data-missing="page"');
}

const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
