// The words that scripts say, in the page's language: marked with gettext and ngettext, and translated by Django's catalog of
// them, which every signed-in page loads. Without it they are said as they stand here.

import { here, nearDay, onTheWall } from "./outbox/clock.js";

/** "%(name)s waits" with each name in it replaced. */
const fill = (words, values) => words.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

export const gettext = (words, values = {}) => fill(globalThis.gettext?.(words) ?? words, values);

export function ngettext(one, many, count, values = {}) {
  const words = globalThis.ngettext?.(one, many, count) ?? (count === 1 ? one : many);
  return fill(words, { count, ...values });
}

/** "14:05" on this phone's clock. */
export const clock = (at) => onTheWall(at, here()).slice(11);

/** "14:05" for today, "Yesterday, 14:05" and "Wednesday 12 May, 14:05" before. */
export function moment(at) {
  const [day, today] = [at, Date.now()].map((each) => onTheWall(each, here()).slice(0, 10));
  return day === today ? clock(at) : gettext("%(day)s, %(time)s", { day: nearDay(day, today), time: clock(at) });
}
