// The pictures that kept pages show: photos and portraits, each as somebody saw it last, in one cache of the person who is signed
// in. It goes whenever the pages of that person go (pages.js).

import { currentEra, pictures } from "./pages.js";

const MOST = 240;
const SOON = 4_000; // ms to wait for the server while there is a copy to show
const NO_SERVER = [502, 503, 504]; // as a proxy says it
const GONE = [403, 404];

/** The picture from the server, or without an answer the one that is kept. */
export async function picture(event) {
  const { url } = event.request;
  const since = currentEra();
  const asked = fetch(event.request);
  event.waitUntil(learn(url, asked, since).catch(() => {})); // no connection, or no room on the phone
  const answer = asked.then((answer) => (NO_SERVER.includes(answer.status) ? undefined : answer), () => undefined);
  const kept = await keptOf(url).catch(() => undefined); // the phone cannot read it
  const soonest = kept ? Promise.race([answer, after(SOON)]) : answer;
  return (await soonest) ?? kept ?? asked;
}

async function learn(url, asked, since) {
  const answer = (await asked).clone();
  const cache = await pictures();
  if (!cache || since !== currentEra()) return;
  if (GONE.includes(answer.status)) return void (await cache.delete(url));
  // From a store elsewhere, nobody here can see what it is, nor how large.
  if (answer.type !== "basic" || answer.redirected || answer.status !== 200) return;
  await cache.delete(url); // so that it is the newest
  await cache.put(url, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)));
  if (since !== currentEra()) await Promise.all((await cache.keys()).map((key) => cache.delete(key)));
}

/** The size that is asked for, or else the small one, which is better than none. */
async function keptOf(url) {
  const cache = await pictures();
  const find = (address) => cache?.match(address, { ignoreVary: true });
  return (await find(url)) ?? find(url.replace(/screen\.webp$/, "thumb.webp"));
}

const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
