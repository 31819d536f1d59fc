// What the phone knows of a child's sessions without a connection: read from the pages of today and of the history that the
// service worker keeps for this person. So nothing private is written down a second time, and what is forgotten there is forgotten.

import { read } from "./items.js";

const LISTS = /\/children\/\d+\/(sessions\/)?$/;

/** {items: by session, timer: {session, since} or null}, of the child whose outbox this is, in pages kept after `since`. */
export async function knownOf(person, outbox, since = "") {
  const items = new Map();
  let timer = null;
  for (const page of await listsOf(person, new URL("../", new URL(outbox, location.href)), since)) {
    for (const item of [...page.querySelectorAll("li[data-session][data-seen]")].map(read)) {
      if (!(items.get(item.session)?.revision >= item.revision)) items.set(item.session, item);
    }
    timer = runningIn(page) ?? timer;
  }
  return { items, timer };
}

async function listsOf(person, ofChild, since) {
  const names = globalThis.caches ? await caches.keys() : [];
  const pages = names.includes(`pages-${person}`) ? await caches.open(`pages-${person}`) : null;
  const keys = (await pages?.keys()) ?? [];
  const lists = keys.filter(({ url }) => url.startsWith(ofChild.href) && LISTS.test(new URL(url).pathname));
  const answers = await Promise.all(lists.map((key) => pages.match(key)));
  const later = answers.filter(({ headers }) => (headers.get("X-Kept-At") ?? "") >= since);
  const texts = await Promise.all(later.map((answer) => answer.text()));
  return texts.map((text) => new DOMParser().parseFromString(text, "text/html"));
}

function runningIn(page) {
  const timer = page.querySelector(".timer.running[data-session]");
  const since = timer?.querySelector("[data-since]")?.dataset.since;
  return since ? { session: timer.dataset.session, since: Date.parse(since) } : null;
}
