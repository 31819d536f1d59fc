// What waits on the phone, laid over what the server's page shows. Entries in, what is so out: no page, no store, no clock.
// Times are milliseconds of the phone's clock.

const SITTING_LASTS = 30 * 60_000; // after its last tap, as the server has it
const TIMER_HOLDS = 2 * 60 * 60_000; // so long a running timer keeps the taps to its own session

/** The entries that say something of this child: its own, and a twin's that are for it too. What was refused is not so. */
export function about(entries, child) {
  const waiting = entries.filter(({ state }) => state === "waiting");
  const shared = waiting.filter(({ said }) => said.also?.includes(child)).map(({ key }) => key);
  return waiting.filter((entry) => entry.child === child || shared.includes(entry.key) || shared.includes(entry.said.tap));
}

/** The timer that runs, {session, since}, or null. `shown` is the one on the page. */
export function timerOf(entries, child, shown = null) {
  let timer = shown;
  for (const { kind, said, at } of about(entries, child)) {
    const isItsOwn = timer && (said.session ?? timer.session) === timer.session;
    if (kind === "timer") timer ??= { session: said.session, since: at };
    else if (isItsOwn && (kind === "untimer" || kind === "save")) timer = null;
  }
  return timer;
}

/**
 * The sitting that a tap at `now` joins: {session, last, seen: {movement: {at, tap}}}, or null. `tap` is the key of the entry
 * that still waits; what has none is in the server's log. `shown` is the sitting on the page, `timer` the one that runs.
 */
export function sittingOf(entries, child, { shown = null, timer = null, now }) {
  const twins = new Set(entries.filter((entry) => entry.child !== child).map(({ key }) => key));
  let sitting = shown && { ...shown, seen: { ...shown.seen } };
  for (const { key, kind, said, at } of about(entries, child)) {
    const isIts = sitting && (said.session === sitting.session || (said.tap && said.tap === sitting.seen[said.movement]?.tap));
    if (kind === "tap") {
      // As on the server: what is tapped soon after belongs to the same sitting, whatever page it was tapped on. A timer holds
      // its own. How a twin's tap is called here, only the server knows.
      const isHeld = said.session === timer?.session && !isIts;
      const session = twins.has(key) ? null : said.session;
      if (!sitting || isHeld || at >= sitting.last + SITTING_LASTS) sitting = { session, seen: {} };
      sitting.session ??= session;
      sitting.seen[said.movement] ??= { at, tap: key };
      sitting.last = at;
    } else if (isIts && kind === "untap") delete sitting.seen[said.movement];
    else if (isIts && kind === "remove") sitting = null;
    else if (isIts && kind === "save") sitting.seen = seenAfter(sitting.seen, said.says.seen, at);
  }
  if (timer && now < timer.since + TIMER_HOLDS) {
    return sitting?.session === timer.session ? sitting : { session: timer.session, last: timer.since, seen: {} };
  }
  return sitting && now < sitting.last + SITTING_LASTS ? sitting : null;
}

/** What is seen in a sitting once the full form was saved on it: what was ticked there, each with its time where that is known. */
function seenAfter(seen, ticked, at) {
  const movements = new Set(ticked.map((value) => value.split(":")[0]));
  return Object.fromEntries([...movements].map((movement) => [movement, seen[movement] ?? { at }]));
}
