// How the outbox is doing, told to every page of this phone as the "outbox" event of its window: after anything in it changed, and
// after each try to send. Its detail: "kept", "sent", "nothing", "later", "sign-in",
// "somebody-else", or "cannot-keep" where the browser keeps nothing.
//
// And how far a photo is on its way, as the event "outbox-progress": {key, part}, from 0 to 1.

const pass = (event, detail) => globalThis.dispatchEvent(new CustomEvent(event, { detail }));

function passedOn(event) {
  const channel = new BroadcastChannel(event);
  channel.addEventListener("message", ({ data }) => pass(event, data));
  return channel;
}

const outcomes = passedOn("outbox");
const progress = passedOn("outbox-progress");

export function tell(outcome) {
  // What another tab shows may be the very person who is signed in now.
  if (outcome !== "somebody-else") outcomes.postMessage(outcome); // reaches the other tabs and the service worker, not this page itself
  pass("outbox", outcome);
  return outcome;
}

export function tellProgress(key, part) {
  progress.postMessage({ key, part });
  pass("outbox-progress", { key, part });
}
