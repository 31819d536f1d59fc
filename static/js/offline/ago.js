// How long ago, in the words of a language: "today" and "14:30", "yesterday", "3 days ago".

const DAY = 24 * 60 * 60_000;

export function ago(then, now, language) {
  const days = Math.round((midnight(then) - midnight(now)) / DAY); // rounded, because a day may have 23 or 25 hours
  return {
    isToday: days === 0,
    day: new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day"),
    time: new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(then),
  };
}

const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
