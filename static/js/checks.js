// What can be seen to be wrong with a session before anybody is asked, in the sentences that the server would say. All else,
// and whatever depends on the right time, the server sees.

const MOST_MINUTES = 600;
const LONGEST_NOTE = 2000;

/** {field: [sentence]} for what must be mended first; empty when nothing is. `said` are the sentences by their names. */
export function problemsOf({ when, minutes, note, seen, photos_follow: photosFollow }, said) {
  const problems = {};
  const length = [...note.trim()].length;
  if (!when) problems.when = [said.when];
  if (minutes && !/^\d+$/.test(minutes)) problems.minutes = [said.whole];
  else if (minutes && Number(minutes) < 1) problems.minutes = [said.least];
  else if (minutes && Number(minutes) > MOST_MINUTES) problems.minutes = [said.most.replace("%(limit_value)s", MOST_MINUTES)];
  if (length > LONGEST_NOTE) {
    problems.note = [said.note.replace("%(limit_value)d", LONGEST_NOTE).replace("%(show_value)d", length)];
  }
  const isEmpty = !seen.length && !minutes && !length && !photosFollow;
  if (!Object.keys(problems).length && isEmpty) problems.seen = [said.nothing];
  return problems;
}
