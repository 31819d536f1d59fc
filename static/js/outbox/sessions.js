// What the sessions of a child say once everything that waits on this phone has arrived. Nothing here touches a page.

import { onTheWall } from "./clock.js";

/**
 * The items (items.js) of a child by their session: those that are `known`, changed by what waits, and the new ones.
 * What was refused is not among them: nobody knows whether it will ever be.
 */
export function withWaiting(known, entries, child) {
  const items = new Map([...known].map(([session, item]) => [session, { ...item, state: item.state || "" }]));
  const timers = new Map();
  for (const entry of entries) {
    if (entry.state === "refused") continue;
    const mine = ofChild(entry, child);
    if (!mine) continue;
    if (mine.kind === "timer") timers.set(mine.said.session, mine);
    else VERBS[mine.kind]?.(items, mine.said, timers.get(mine.said.session) ?? mine);
  }
  return items;
}

/** The entry as it is about this child. A tap for twins is an entry of one of them; the other's session has no name yet. */
function ofChild(entry, child) {
  if (entry.child === child) return entry;
  if (!entry.said.also?.map(Number).includes(child)) return null;
  return { ...entry, said: { ...entry.said, session: `${entry.said.session} ${child}` } };
}

const VERBS = {
  tap(items, { session, movement }, { key, at, zone }) {
    const item = items.get(session);
    if (item?.seen.includes(movement)) return;
    if (item) items.set(session, changed(item, { seen: [...item.seen, movement] }));
    else {
      const says = { ...NOTHING, when: onTheWall(at, zone), zone, seen: [movement] };
      items.set(session, { ...begun(session, says, "waiting"), tap: key });
    }
  },

  untap(items, { session, movement }) {
    const item = items.get(session);
    if (!item) return;
    const rest = changed(item, { seen: item.seen.filter((value) => value !== movement && !value.startsWith(`${movement}:`)) });
    if (!saysNothing(rest)) items.set(session, rest);
    else if (item.state === "waiting") items.delete(session);
    else items.set(session, { ...item, state: "removed" });
  },

  save(items, { session, was, says }) {
    const item = items.get(session);
    if (item) items.set(session, changed(item, differences(item, was, says)));
    else items.set(session, begun(session, says, saysNothing({ ...was, minutes: "" }) ? "waiting" : "changed"));
  },

  remove(items, { session }) {
    const item = items.get(session);
    if (item) items.set(session, { ...item, state: "removed", stateBefore: item.state });
  },

  restore(items, { session }) {
    const item = items.get(session);
    if (item?.state === "removed") items.set(session, { ...item, state: item.stateBefore ?? "changed" });
  },
};

const NOTHING = { minutes: "", note: "", seen: [] };
const saysNothing = ({ minutes, note, seen }) => !seen.length && !minutes && !note;
const begun = (session, { when, zone, minutes, note, seen }, state) => ({ session, when, zone, minutes, note, seen, state });
const changed = (item, fields) => ({ ...item, ...fields, state: item.state || "changed" });

/** Only what the person changed, so that what others wrote meanwhile stays: as the server will do it. */
function differences(item, was, says) {
  const fields = {};
  if (says.when !== was.when || says.zone !== was.zone) Object.assign(fields, { when: says.when, zone: says.zone });
  if (says.minutes !== was.minutes) fields.minutes = says.minutes;
  if (says.note !== was.note) fields.note = says.note;
  const kept = item.seen.filter((value) => says.seen.includes(value) || !was.seen.includes(value));
  fields.seen = [...kept, ...says.seen.filter((value) => !was.seen.includes(value) && !kept.includes(value))];
  return fields;
}
