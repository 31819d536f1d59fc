// Photos have time until the page stands and answers to taps. Until then the links and forms for them work as they are.

const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 500));

if (document.body.dataset.child) {
  whenIdle(async () => {
    try {
      await Promise.all([import("./tiles.js"), import("./add-links.js")]);
      document.querySelector("main").dataset.photos = "";
    } catch {
      // No connection, and nothing kept: the links and forms stay as they are.
    }
  });
}
