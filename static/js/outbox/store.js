// What this phone keeps, in IndexedDB: the entries that are still to be sent, the pictures of those that are photos, and a few
// things to remember. Every function rejects where the browser keeps nothing: private windows of some, a full disk, a setting.
//
// An entry: {n, key, person, child, name, to, kind, at, zone, said, state, why, errors, mend}. `n` is its place in line; `key` is
// what the server knows it by, however often it arrives; `state` is "waiting" or "refused". What the server took is gone from here.
// A picture lies beside its entry, under the same key: it comes with it and goes with it.

const NAME = "crawltrack";
const VERSION = 2;
const LETS_GO = 3_000; // ms that a tab with an older version has to finish what it is writing

let opened;

function database() {
  opened ??= open(VERSION).catch((problem) => {
    // A newer version of the app was here since this page came: what this one needs is still there.
    if (problem?.name === "VersionError") return open();
    throw problem;
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

function open(version) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, version);
    asked.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) {
        const entries = asked.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
        entries.createIndex("key", "key", { unique: true });
        asked.result.createObjectStore("kept");
      }
      asked.result.createObjectStore("pictures");
    };
    asked.onsuccess = () => {
      // A newer version of the app in another tab must not wait for this one.
      asked.result.onversionchange = () => {
        asked.result.close();
        opened = undefined;
      };
      asked.result.onclose = () => {
        opened = undefined;
      };
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => setTimeout(() => reject(new Error("another tab holds an older store")), LETS_GO);
  });
}

/** Does `work` with these stores in one transaction, and resolves to what its request found once all of it is on the disk. */
async function within(names, mode, work) {
  const store = await database();
  return new Promise((resolve, reject) => {
    // Strict: an entry that the page calls kept must outlive the phone's battery.
    const transaction = store.transaction(names, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    let asked;
    try {
      asked = work(...names.map((name) => transaction.objectStore(name)));
    } catch (problem) {
      transaction.abort(); // all of it or nothing
      reject(problem);
    }
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
  });
}

/** Puts the entry last in line, or in place of the one with its `n`. Resolves to its `n`. */
export const put = (entry) => within(["entries"], "readwrite", (entries) => entries.put(entry));

/** Puts these entries last in line, each photo with its picture, all of them or none: {entry, picture}. Gives each its `n`. */
export async function putTogether(lines) {
  // Bytes, because not every browser keeps a Blob, and some lose it.
  const pictures = await Promise.all(lines.map(async ({ picture }) => picture && [picture.type, await picture.arrayBuffer()]));
  const asked = [];
  await within(["entries", "pictures"], "readwrite", (entries, kept) => {
    for (const [number, { entry }] of lines.entries()) {
      const [type, bytes] = pictures[number] ?? [];
      asked.push(entries.put(entry));
      if (bytes) kept.put({ type, bytes }, entry.key);
    }
  });
  for (const [number, { entry }] of lines.entries()) entry.n = asked[number].result;
}

/** The picture of a photo that waits, or undefined. */
export async function pictureOf(key) {
  const kept = await within(["pictures"], "readonly", (pictures) => pictures.get(key));
  return kept && new Blob([kept.bytes], { type: kept.type });
}

/** Takes entries out of the line, by their `n`, and their pictures with them. */
export const drop = (...numbers) =>
  within(["entries", "pictures"], "readwrite", (entries, pictures) => {
    for (const n of numbers) {
      entries.get(n).onsuccess = ({ target }) => target.result && pictures.delete(target.result.key);
      entries.delete(n);
    }
  });

/** Whether the entry is a photo, which goes in a line of its own. */
export const isPhoto = ({ kind }) => kind === "photo";

/** All entries of every person, in the order they were made. */
export const entries = () => within(["entries"], "readonly", (store) => store.getAll());

/** What was kept under this name, or undefined. */
export const kept = (name) => within(["kept"], "readonly", (store) => store.get(name));

/** Keeps a value under a name; undefined forgets it. */
export const keep = (name, value) =>
  within(["kept"], "readwrite", (store) => (value === undefined ? store.delete(name) : store.put(value, name)));
