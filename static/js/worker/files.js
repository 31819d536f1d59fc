// Styles, scripts and drawings, and a few pages with nothing private in them. A name with a hash in it means the same file for ever, so the phone asks nobody.

const HASH = /\.[0-9a-f]{12}(?=\.\w+$)/;
const NAME = /^files-/;
const nameOf = (address) => new URL(address).pathname.replace(HASH, "");

/** Fetches all files of a version, and the pages that are the same for everybody, or none. */
export async function keepFiles({ version, files, shells }) {
  const cache = await caches.open(`files-${version}`);
  const pages = Object.values(shells).map((address) => new Request(address, { credentials: "omit", cache: "no-store" }));
  await cache.addAll([...files, ...pages]);
}

/** A page that is the same for everybody. */
export async function shell(address, version) {
  const cache = await caches.open(`files-${version}`);
  return cache.match(address, { ignoreVary: true });
}

/** Drops the files of all other versions. */
export async function dropOldFiles(version) {
  const old = (await caches.keys()).filter((name) => NAME.test(name) && name !== `files-${version}`);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The file that is asked for. A page of an older version may ask for one that is gone: it gets today's of that name. */
export async function file(request, version) {
  const cache = await caches.open(`files-${version}`);
  const kept = await cache.match(request.url, { ignoreVary: true });
  if (kept && HASH.test(request.url)) return kept;
  try {
    const answer = await fetch(request);
    return answer.ok ? answer : ((await sameName(cache, request.url)) ?? answer);
  } catch {
    return kept ?? (await sameName(cache, request.url)) ?? Response.error();
  }
}

async function sameName(cache, address) {
  const key = (await cache.keys()).find(({ url }) => nameOf(url) === nameOf(address));
  return key && cache.match(key, { ignoreVary: true });
}
