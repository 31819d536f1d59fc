// Asks the browser to keep the site on this phone, so that it opens without a connection too. Where it refuses (without https,
// in some private windows), everything else works as before.

const worker = document.body.dataset.person && navigator.serviceWorker;
const WORTH_KEEPING = ".nav a, .menu nav a, main a[href$='/sessions/new/']"; // the worker knows which of them are kept
const WHO_ELSE = ["sign-in", "somebody-else"];

async function register() {
  try {
    await worker.register(new URL("../../../sw.js", import.meta.url), { type: "module" });
    const { active } = await worker.ready;
    if (document.body.matches(".today")) whenIdle(() => active.postMessage({ warmUp: addresses() }));
  } catch {
    // Refused: there is nothing to tell, and nothing else to do.
  }
}

const addresses = () => [location.href, ...[...document.querySelectorAll(WORTH_KEEPING)].map((link) => link.href)];
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 2_000));

if (worker) {
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
  // The server no longer knows this person here: what was kept for them goes.
  addEventListener("outbox", ({ detail }) => {
    if (WHO_ELSE.includes(detail)) worker.controller?.postMessage({ signedOut: document.body.dataset.person });
  });
}
