// What the server's page of today says, read from its marks before anything is drawn into it.

import { read } from "../outbox/items.js";

export function readToday() {
  const tiles = document.querySelector(".tiles");
  const seen = [...tiles.querySelectorAll("[data-at]")].map(({ dataset }) => [dataset.movement, { at: Date.parse(dataset.at) }]);
  const { session, last } = tiles.dataset;
  const timer = document.querySelector(".timer.running");
  return {
    sitting: session ? { session, last: Date.parse(last), seen: Object.fromEntries(seen) } : null,
    timer: timer ? { session: timer.dataset.session, since: Date.parse(timer.querySelector("tummy-timer").dataset.since) } : null,
    lately: [...document.querySelectorAll(".log-list > [data-session]")].map((line) => ({ line, item: read(line) })),
  };
}
