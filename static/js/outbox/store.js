// What this phone keeps, in IndexedDB: the entries that are still to be sent, and a few things to remember. Every function
// rejects where the browser keeps nothing: private windows of some, a full disk, a setting.
//
// An entry: {n, key, person, child, name, to, kind, at, zone, said, state, why, errors, mend}. `n` is its place in line; `key` is
// what the server knows it by, however often it arrives; `state` is "waiting" or "refused". What the server took is gone from here.

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("crawltrack", 1);
    asked.onupgradeneeded = () => {
      const entries = asked.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
      entries.createIndex("key", "key", { unique: true });
      asked.result.createObjectStore("kept");
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
    asked.onblocked = () => reject(new Error("another tab holds an older store"));
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** Does `work` in one transaction, and resolves to what its request found once all of it is on the disk. */
async function within(name, mode, work) {
  const store = await database();
  return new Promise((resolve, reject) => {
    // Strict: an entry that the page calls kept must outlive the phone's battery.
    const transaction = store.transaction(name, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    const asked = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
  });
}

/** Puts the entry last in line, or in place of the one with its `n`. Resolves to its `n`. */
export const put = (entry) => within("entries", "readwrite", (entries) => entries.put(entry));

/** Takes entries out of the line, by their `n`. */
export const drop = (...numbers) =>
  within("entries", "readwrite", (entries) => {
    for (const n of numbers) entries.delete(n);
  });

/** All entries of every person, in the order they were made. */
export const entries = () => within("entries", "readonly", (store) => store.getAll());

/** What was kept under this name, or undefined. */
export const kept = (name) => within("kept", "readonly", (store) => store.get(name));

/** Keeps a value under a name; undefined forgets it. */
export const keep = (name, value) =>
  within("kept", "readwrite", (store) => (value === undefined ? store.delete(name) : store.put(value, name)));
