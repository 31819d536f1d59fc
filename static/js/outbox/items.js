// One line of a list of sessions. An item is {session, when, zone, minutes, note, seen, state}: the fields as the full form holds
// them ("2026-05-12T14:30", "Europe/Berlin", "" or "7", "…", ["pivoting", "pivoting:left"]); `state` is "waiting", "changed" or
// "removed", or "" for what the server knows so.
//
// `by` ("by Jonas."), `showDay` (true where the list is not by day), `href` (where the pencil leads), `photos` (as the server wrote
// them) and `tap` (the key of the entry that began the session) may come along.

import { dayOf, inMinutes, isElsewhere, listed, nearDay, timeOf } from "./clock.js";

/** A <li> made of <template id="waiting-item">. */
export function render(item, template) {
  const line = template.content.firstElementChild.cloneNode(true);
  const find = (selector) => line.querySelector(selector);
  line.dataset.session = item.session;
  line.dataset.state = item.state;
  find(".when").textContent = timeOf(item.when);

  const details = showSeen(line, item.seen, template.dataset.detailed);
  const small = find(".small:not(.state)");
  const opening = [item.showDay && nearDay(dayOf(item.when)), item.minutes && inMinutes(item.minutes)].filter(Boolean);
  const where = isElsewhere(item.when, item.zone) && template.dataset.elsewhere.replace("{zone}", () => nameOf(item.zone));
  const by = item.by ?? small.textContent;
  const begins = by ? [...opening, by].join(", ") : opening.length && `${opening.join(", ")}.`;
  small.textContent = [begins, ...details, where].filter(Boolean).join(" ");

  if (item.note) find(".note").textContent = item.note;
  else find(".note").remove();
  for (const words of line.querySelectorAll("[data-state]")) if (words.dataset.state !== item.state) words.remove();
  if (!item.state) find(".state").remove();

  // What was removed can be brought back, anything else be opened.
  const [open, undo] = [find(".open"), find("form")];
  if (item.state === "removed") undo.dataset.said = JSON.stringify({ session: item.session });
  else undo.remove();
  if (item.href && item.state !== "removed") {
    open.href = item.href;
    nameWith(open, item);
  } else {
    open.remove();
  }
  showPhotos(find(".add-photos"), item);
  return line;
}

const nameWith = (link, { when }) =>
  link.setAttribute("aria-label", link.getAttribute("aria-label").replace("{time}", timeOf(when)));

/** The photos that the server knows of, and the camera for more. A twin's session has no name here yet. */
function showPhotos(add, item) {
  const { outbox } = document.body.dataset;
  const { session, photos, state } = item;
  if (photos) add.before(document.createRange().createContextualFragment(photos));
  if (!outbox || !session || session.includes(" ") || state === "removed") return add.remove();
  add.href = `${new URL("../photos/new/", new URL(outbox, location.href))}?${new URLSearchParams(begunBy(item))}`;
  nameWith(add, item);
}

/** The session as a photo of it names it: with the tap that began it, as long as the server may call it by another name. */
const begunBy = ({ session, tap }) => (tap ? { session, tap } : { session });

/** Leaves of the movements only what was seen, and returns a sentence for each that has details. */
function showSeen(line, seen, sentence) {
  const details = [];
  for (const movement of line.querySelectorAll("[data-movement]")) {
    const slug = movement.dataset.movement;
    if (slug ? !seen.some((value) => value === slug || value.startsWith(`${slug}:`)) : seen.length) {
      movement.remove();
      continue;
    }
    const labels = Object.entries(JSON.parse(movement.dataset.details ?? "{}"));
    const ticked = labels.filter(([detail]) => seen.includes(`${slug}:${detail}`)).map(([, label]) => label);
    if (!ticked.length) continue;
    const words = { movement: movement.textContent.trim(), details: listed(ticked) };
    details.push(sentence.replace(/{(movement|details)}/g, (_all, name) => words[name]));
  }
  return details;
}

/** "New York" for "America/New_York". */
export const nameOf = (zone) => zone.split("/").pop().replaceAll("_", " ");

/** The item that a line from the server shows; `revision` tells which of two is the newer. */
export function read(line) {
  const { session, revision, when, zone, minutes, seen } = line.dataset;
  return {
    session,
    revision: Number(revision),
    when,
    zone,
    minutes,
    note: line.querySelector(".note")?.textContent ?? "",
    seen: seen.split(" ").filter(Boolean),
    by: line.querySelector(".by")?.textContent ?? "",
    href: line.querySelector(".open")?.getAttribute("href") ?? "",
    photos: photosIn(line),
    state: "",
  };
}

/** The photos that the server knows of, without what waits among them. */
function photosIn(line) {
  const strip = line.querySelector("[data-photos-of]")?.cloneNode(true);
  for (const tile of strip?.querySelectorAll("[data-key]") ?? []) tile.remove();
  return strip?.childElementCount ? strip.outerHTML : "";
}
