// Sends one photo: in a page, which tells how far it is, or in the service worker.

import { outcomesOf, read, refusedAll } from "./asking.js";
import { entries } from "./store.js";
import { tellProgress } from "./told.js";

const PATIENCE = 30_000; // ms without any progress
const PATIENCE_UNSEEN = 4 * 60_000; // ms for all of it, where no progress is told
const OFTEN = 100; // ms between two tellings of it
const ONLY_THIS_ONE = [400, 500]; // what the server says to this photo need not be what it says to the next

/**
 * Resolves to the outcomes, or to a word for why there are none: as outcomesOf has it, and "not-this" when the next may fare
 * better, or "thrown-away" when it was taken from the phone meanwhile.
 */
export async function postPhoto(person, entry, picture) {
  if (!picture) return refusedAll([entry], "lost");
  const { key, to, said } = entry;
  const address = new URL("../photos/new/", new URL(to, location.href)).href;
  let answered;
  const way = async (token) => {
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    const body = form({ id: key, person, session: said.session, tap: said.tap, caption: said.caption }, picture);
    answered = await (globalThis.XMLHttpRequest ? sendSeen : sendUnseen)(address, headers, body, key);
    return answered;
  };
  const outcomes = await outcomesOf([entry], person, way);
  if (answered?.isGone) return "thrown-away";
  if (answered?.status === 413) return refusedAll([entry], "too-large");
  return outcomes === "later" && ONLY_THIS_ONE.includes(answered?.status) ? "not-this" : outcomes;
}

function form(fields, picture) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) body.append(name, value);
  body.append("file", picture, "photo"); // last, so that the rest is known before it has arrived
  return body;
}

function sendSeen(address, headers, body, key) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    let patience;
    let told = 0;
    const wait = () => {
      clearTimeout(patience);
      patience = setTimeout(() => sending.abort(), PATIENCE);
    };
    const look = async ({ detail }) => {
      if (detail !== "kept" || (await entries()).some((entry) => entry.key === key)) return;
      resolve({ status: 0, isGone: true });
      sending.abort();
    };
    sending.upload.addEventListener("progress", ({ loaded, total }) => {
      wait();
      if (Date.now() - told < OFTEN) return;
      told = Date.now();
      tellProgress(key, loaded / total);
    });
    sending.upload.addEventListener("load", () => tellProgress(key, 1));
    sending.addEventListener("load", () => {
      const isElsewhere = sending.responseURL !== address;
      resolve({ status: sending.status, isElsewhere, text: sending.responseText });
    });
    sending.addEventListener("loadend", () => {
      clearTimeout(patience);
      removeEventListener("outbox", look);
      reject(new Error("no answer")); // unless there was one
    });
    addEventListener("outbox", look);
    sending.open("POST", address);
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    wait();
    sending.send(body);
  });
}

async function sendUnseen(address, headers, body) {
  const signal = AbortSignal.timeout(PATIENCE_UNSEEN);
  return read(await fetch(address, { method: "POST", headers, body, redirect: "manual", cache: "no-store", signal }));
}
