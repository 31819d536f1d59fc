// Keeps the pages somebody may want without a connection before they were opened: one at a time, and only what is old.

import { keptAs } from "./addresses.js";
import { currentEra, keptAt, learn } from "./pages.js";

const FRESH = 3 * 60 * 60_000; // ms

export async function warmUp(addresses) {
  for (const address of addresses) {
    if (navigator.connection?.saveData) return;
    if (!keptAs(address) || Date.now() - (await keptAt(address)) < FRESH) continue;
    const since = currentEra();
    try {
      // Nobody looks at these: what a page tells once is still to be told.
      const answer = await fetch(address, { headers: { Purpose: "prefetch" }, priority: "low" });
      await learn(address, answer, since);
    } catch {
      return; // no connection, or no room
    }
  }
}
