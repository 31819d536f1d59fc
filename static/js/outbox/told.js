// How the outbox is doing, told to every page of this phone as the "outbox" event of its window: after anything in it changed, and
// after each try to send. Its detail: "kept", "sent", "nothing", "later", "sign-in",
// "somebody-else", or "cannot-keep" where the browser keeps nothing.

const channel = new BroadcastChannel("outbox");
const pass = (outcome) => globalThis.dispatchEvent(new CustomEvent("outbox", { detail: outcome }));

channel.addEventListener("message", ({ data }) => pass(data));

export function tell(outcome) {
  // What another tab shows may be the very person who is signed in now.
  if (outcome !== "somebody-else") channel.postMessage(outcome); // reaches the other tabs and the service worker, not this page itself
  pass(outcome);
  return outcome;
}
