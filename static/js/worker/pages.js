// The pages that are kept on the phone, in one cache of the person who is signed in. Every answer of the server says in its
// <body data-person> who that is: what was kept for anybody else goes at once, and all of it goes when nobody is.

import { BASE, childOf, isToday, keptAs, pathOf, standIns } from "./addresses.js";

const MOST = 60;
const NAME = /^pages-/;
const OF_SOMEBODY = /^(?:pages|photos)-(\d+)$/; // what goes when somebody else is here, or nobody
const WHEN = "X-Kept-At";
// Two things beside the pages: the path of the today that was opened last, and the look that pages last came in.
const LAST = new URL("last-child", BASE).href;
const LOOK = new URL("last-look", BASE).href;
const GONE = [403, 404];

let era = 0;

/** Moves on when everything is forgotten: what was asked for in an earlier era is not kept any more. */
export const currentEra = () => era;

/** Learns from an answer of the server: who is signed in, what the page says now, what is no longer theirs to see. */
export async function learn(address, answer, since) {
  const path = pathOf(address);
  if (path === null || path.startsWith("shared/")) return; // a guest's page: nobody is signed in there, ever
  const isGone = GONE.includes(answer.status);
  if ((answer.status !== 200 && !isGone) || !answer.headers.get("Content-Type")?.startsWith("text/html")) return;
  const html = await answer.text();
  const [, person] = /<body\b[^>]*\sdata-person="(\d+)"/.exec(html) ?? [];
  if (since !== era) return;
  if (isGone) return person && lost(address, since); // a proxy's "not found" names nobody, and says nothing of ours
  if (!person) return forgetAll();
  const mine = `pages-${person}`;
  if (await drop((whose) => whose !== person)) since = era += 1;
  const pages = await caches.open(mine);
  await pages.put(LOOK, new Response(/<html\b[^>]*\sdata-theme="(\w+)"/.exec(html)?.[1] ?? ""));
  const key = pathOf(answer.url) === path && keptAs(address);
  if (!key) return;
  await pages.put(key, keepable(html, answer.headers));
  await dropOldest(pages);
  if (since !== era) await forgetAll();
}

/** Remembers that the today of this child was looked at last. */
export async function remember(address) {
  const pages = isToday(address) && (await ours());
  if (pages) await pages.put(LAST, new Response(new URL(address).pathname));
}

/** A kept page for this address, which says in its <html data-copy> when it was kept; undefined when there is none. */
export async function copyOf(address) {
  const pages = await ours();
  for (const key of pages ? standIns(address) : []) {
    const page = await pages.match(key);
    if (page) return marked(page, `data-copy="${page.headers.get(WHEN)}"`);
  }
}

/** The path of the today that was looked at last, when it is kept. */
export async function lastToday() {
  const pages = await ours();
  const path = await (await pages?.match(LAST))?.text();
  return path && (await pages.match(new URL(path, BASE))) ? path : undefined;
}

/** When the page at this address was kept, in milliseconds; 0 when it is not. */
export async function keptAt(address) {
  const page = await (await ours())?.match(keptAs(address) ?? address);
  return page ? Date.parse(page.headers.get(WHEN)) : 0;
}

/** Keeps nothing of anybody any more. */
export async function forgetAll() {
  era += 1;
  await drop(() => true);
}

/** Keeps nothing of this person any more. */
export async function forget(person) {
  era += 1;
  await drop((whose) => whose === String(person));
}

/** A copy of the page with one more attribute on its <html>, in the look that pages have now. */
export async function marked(page, attribute) {
  const look = await (await (await ours())?.match(LOOK))?.text();
  const html = (await page.text()).replace(/<html\b[^>]*/, (tag) => {
    const worn = look === undefined ? tag : tag.replace(/\sdata-theme="\w+"/, "") + (look && ` data-theme="${look}"`);
    return worn.replace("<html", `<html ${attribute}`);
  });
  return new Response(html, { headers: page.headers });
}

/** Resolves to how many caches went. */
async function drop(isTheirs) {
  const names = (await caches.keys()).filter((name) => OF_SOMEBODY.test(name) && isTheirs(OF_SOMEBODY.exec(name)[1]));
  await Promise.all(names.map((name) => caches.delete(name)));
  return names.length;
}

async function ours() {
  const name = await nameOfOurs();
  return name && caches.open(name);
}

const nameOfOurs = async () => (await caches.keys()).find((name) => NAME.test(name));

/** The cache for the pictures of the pages that are kept; undefined where none are. */
export async function pictures() {
  const name = await nameOfOurs();
  return name && caches.open(name.replace(NAME, "photos-"));
}

/** Not there, or not theirs: then it is not kept. Whether it is only that page or the whole child, its today knows. */
async function lost(address, since) {
  const pages = await ours();
  const child = childOf(address);
  if (!pages || !child) return;
  if (isToday(address)) return dropChild(pages, child);
  await pages.delete(keptAs(address) ?? address);
  const today = new URL(`children/${child}/`, BASE).href;
  await learn(today, await fetch(today, { headers: { Purpose: "prefetch" } }), since);
}

async function dropChild(pages, child) {
  const list = new URL("children/", BASE).href;
  for (const cache of [pages, await pictures()]) {
    const theirs = (await cache.keys()).filter(({ url }) => childOf(url) === child || url === list);
    await Promise.all(theirs.map((key) => cache.delete(key)));
  }
}

function keepable(html, said) {
  const headers = new Headers(said); // the page's policy stays with it
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  headers.set(WHEN, new Date().toISOString());
  return new Response(html, { headers });
}

/** Caches list their pages in the order they were put there. */
async function dropOldest(pages) {
  const keys = (await pages.keys()).filter(({ url }) => url !== LAST && url !== LOOK);
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => pages.delete(key)));
}
