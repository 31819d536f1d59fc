// Days and times as the pages write them. A time of day is what a clock on the wall shows, "2026-05-12T14:30", beside its zone;
// a moment is a number of milliseconds.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The page's language; English as the pages have it, the day before the month. */
const language = () => (document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);

/** The zone this phone is in. */
export const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** What a clock in `zone` shows at a moment, to the minute. In the phone's own zone where nobody knows `zone`. */
export function onTheWall(moment, zone) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  let clock;
  try {
    clock = new Intl.DateTimeFormat("en", { ...parts, timeZone: zone || here() });
  } catch {
    clock = new Intl.DateTimeFormat("en", parts);
  }
  const shown = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${shown.year}-${shown.month}-${shown.day}T${shown.hour}:${shown.minute}`;
}

export const dayOf = (when) => when.slice(0, 10);
export const timeOf = (when) => when.slice(11, 16);

/** The day so many days after `day`, which is written "2026-05-12", as the answer is. */
export const daysAfter = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** "Today", "Yesterday", "Wednesday, 12 May", with the year when it is not this one. */
export function nearDay(day, today = dayOf(onTheWall(Date.now(), here()))) {
  const ago = (Date.parse(today) - Date.parse(day)) / DAY;
  if (ago === 0 || ago === 1) {
    const word = new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-ago, "day");
    return word.charAt(0).toLocaleUpperCase(language()) + word.slice(1);
  }
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
  const [weekday, rest] = [{ weekday: "long" }, { day: "numeric", month: "long", ...year }].map((parts) =>
    new Intl.DateTimeFormat(language(), { timeZone: "UTC", ...parts }).format(Date.parse(day)),
  );
  return `${weekday}, ${rest}`;
}

/** "7 minutes" */
export const inMinutes = (count) =>
  new Intl.NumberFormat(language(), { style: "unit", unit: "minute", unitDisplay: "long" }).format(count);

/** "a, b and c" */
export const listed = (words) => new Intl.ListFormat(language(), { type: "conjunction" }).format(words);

/** Whether clocks in `zone` and on this phone differ at about that time. */
export function isElsewhere(when, zone) {
  const about = Date.parse(`${when}Z`);
  return onTheWall(about, zone) !== onTheWall(about, here());
}
