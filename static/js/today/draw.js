// Draws what waits into the page of today, from the templates that stand in it.

import { render } from "../outbox/items.js";
import { withWaiting } from "../outbox/sessions.js";
import { clock, gettext } from "../words.js";

const LATELY = 5; // as many as the server shows

/** A tile as it is in the sitting: logged with its time, Undo and details, or not. */
export function drawTile(tile, sitting, { isAsleep, isLate, isUnsent }) {
  const { movement } = tile.dataset;
  const logged = sitting?.seen[movement];
  const says = logged ? `${sitting.session} ${logged.at}` : "";
  if (says !== (tile.dataset.says ?? saidByTheServer(tile))) redraw(tile, sitting, logged);
  tile.dataset.says = says;
  tile.classList.toggle("logged", Boolean(logged));
  tile.classList.toggle("unsent", isUnsent);
  tile.classList.toggle("waits", isUnsent && isLate);
  for (const next of tile.querySelectorAll(".undo, .more")) {
    if (isAsleep) next.setAttribute("aria-disabled", "true");
    else next.removeAttribute("aria-disabled");
  }
  if (!isUnsent) return;
  const told = isLate ? gettext("Logged. It waits on this phone.") : gettext("Logged in this sitting");
  tile.querySelector(".hide").textContent = told;
  tile.querySelector(".waiting").textContent = gettext("waiting");
  tile.querySelector(".stamp use").setAttribute("href", iconOf(tile, isLate ? "clock" : "check"));
  // Without a connection its details have a page only where the phone keeps pages.
  tile.querySelector(".more")?.toggleAttribute("hidden", isLate && !navigator.serviceWorker?.controller);
}

const iconOf = (tile, name) => tile.querySelector(".stamp use").getAttribute("href").replace(/#.*/, `#i-${name}`);
const saidByTheServer = (tile) => (tile.dataset.at ? `${tile.parentElement.dataset.session} ${Date.parse(tile.dataset.at)}` : "");

function redraw(tile, sitting, logged) {
  const go = tile.querySelector(".go");
  if (tile.querySelector(".undo")?.contains(document.activeElement)) go.focus({ preventScroll: true });
  for (const part of tile.querySelectorAll(".stamp, .more, .undo, .hide, .waiting")) part.remove();
  go.removeAttribute("aria-describedby");
  tile.classList.toggle("just", Boolean(logged));
  if (!logged) return;
  tile.append(tile.querySelector("template").content.cloneNode(true));
  tile.querySelector(".stamp time").textContent = clock(logged.at);
  go.setAttribute("aria-describedby", tile.querySelector(".hide").id);
  const more = tile.querySelector(".more");
  if (sitting.session) more.href = new URL(`../sessions/${sitting.session}/`, new URL(document.body.dataset.outbox, location));
  else more.remove(); // a twin's tap: how its session is called here, only the server knows
}

/** The timer's button, or its running clock. Each stands on the page, one of them in a template. */
export function drawTimer(timer) {
  const here = document.querySelector(".timer");
  const isRunning = here.matches(".running");
  if (isRunning ? here.dataset.session === timer?.session : !timer) return;
  if (isRunning && timer) return; // another's: the server's page will say which
  const other = here.parentElement.querySelector("template");
  const next = other.content.firstElementChild.cloneNode(true);
  if (timer) {
    next.dataset.session = timer.session;
    next.querySelector("tummy-timer").dataset.since = new Date(timer.since).toISOString();
  }
  const hadFocus = here === document.activeElement;
  other.content.replaceChildren(here.cloneNode(true));
  here.replaceWith(next);
  if (hadFocus) next.focus({ preventScroll: true });
}

/** The last sessions, with what waits among them. */
export function drawLately(shown, entries, child) {
  const template = document.querySelector("#waiting-item");
  const known = new Map(shown.map(({ item }) => [item.session, item]));
  const lines = new Map(shown.map(({ item, line }) => [item.session, line]));
  const items = [...withWaiting(known, entries, child).values()].filter(({ state }) => state !== "removed");
  items.sort((one, other) => (one.when < other.when ? 1 : -1));
  const list = document.querySelector(".after .log-list");
  const says = JSON.stringify(items);
  if (says === (list.says ?? JSON.stringify([...known.values()]))) return;
  list.says = says;
  const draw = (item) => (item.state ? render({ ...item, showDay: true }, template) : lines.get(item.session));
  list.replaceChildren(...items.slice(0, LATELY).map(draw));
  list.parentElement.hidden = items.length === 0;
  document.querySelector(".after .none").hidden = items.length > 0;
}
