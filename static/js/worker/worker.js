// The service worker: the site on this phone when there is no connection, and what waits sent when no page is open.
// /sw.js begins it with what the server knows: the version, the files, and a few addresses.

import { send } from "../outbox/sender.js";
import { kept } from "../outbox/store.js";
import { BASE, isPicture, keptAs } from "./addresses.js";
import { dropOldFiles, file, keepFiles } from "./files.js";
import { forget } from "./pages.js";
import { picture } from "./pictures.js";
import { ask, signOut, visit } from "./visits.js";
import { warmUp } from "./warm-up.js";

export function begin(site) {
  addEventListener("install", (event) => event.waitUntil(keepFiles(site).then(() => skipWaiting())));
  addEventListener("activate", (event) => event.waitUntil(dropOldFiles(site.version).then(() => clients.claim())));
  addEventListener("sync", (event) => event.tag === "outbox" && event.waitUntil(sendWhatWaits()));
  addEventListener("message", (event) => event.waitUntil(hear(event.data)));
  addEventListener("fetch", (event) => {
    const answer = answering(event, site);
    if (answer) event.respondWith(answer);
  });
}

/** A promise of the answer, or nothing where the browser asks the server itself: every write, and other sites. */
function answering(event, site) {
  const { url, method, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== BASE.origin) return undefined;
  if (method === "POST" && pathname === site.signOut) return signOut(event, site);
  if (method !== "GET") return undefined;
  if (pathname.startsWith(site.static) || site.files.includes(pathname)) {
    return file(event.request, site.version).catch(() => fetch(event.request)); // the phone cannot read what it keeps
  }
  if (mode === "navigate") return visit(event, site);
  if (isPicture(url)) return picture(event);
  return keptAs(url) ? ask(event) : undefined;
}

/** What the pages say to their worker. */
async function hear({ warmUp: addresses, signedOut }) {
  if (signedOut) await forget(signedOut);
  if (addresses) await warmUp(addresses);
}

/** Rejects when it has to be tried again: then the browser does, later. */
async function sendWhatWaits() {
  const person = await kept("person");
  if (person && (await send(person)) === "later") throw new Error("not sent yet");
}
