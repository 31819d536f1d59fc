// <outbox-status>: says in words how it stands with what was logged on this phone. It says nothing while all is well.

import { gettext, moment, ngettext } from "../words.js";
import { keeps } from "./outbox.js";
import { watch } from "./standing.js";
import { isPhoto, keep, kept } from "./store.js";

const SENT_IS_SAID_FOR = 5000;
const HEARD_AFTER = 100; // ms: a screen reader tells what changes in a status that is there already

const isLog = (entry) => !isPhoto(entry);

const LOGS = {
  isOne: isLog,
  signIn: (count) =>
    ngettext(
      "Sign in to send %(count)s log that waits on this phone",
      "Sign in to send %(count)s logs that wait on this phone",
      count,
    ),
  somebodyElse: (count) =>
    ngettext(
      "Somebody else is signed in here now. %(count)s log of yours waits on this phone, and goes when you sign in again.",
      "Somebody else is signed in here now. %(count)s logs of yours wait on this phone, and go when you sign in again.",
      count,
    ),
  here: (count) => ngettext("%(count)s log waits on this phone.", "%(count)s logs wait on this phone.", count),
  waiting: (count, time) =>
    ngettext(
      "%(count)s log is waiting on this phone, since %(time)s. It goes by itself when there is a connection.",
      "%(count)s logs are waiting on this phone, the first since %(time)s. They go by themselves when there is a connection.",
      count,
      { time },
    ),
  refused: (count) => ngettext("%(count)s log was not taken.", "%(count)s logs were not taken.", count),
};

const PHOTOS = {
  isOne: isPhoto,
  signIn: (count) =>
    ngettext(
      "Sign in to send %(count)s photo that waits on this phone",
      "Sign in to send %(count)s photos that wait on this phone",
      count,
    ),
  somebodyElse: (count) =>
    ngettext(
      "Somebody else is signed in here now. %(count)s photo of yours waits on this phone, and goes when you sign in again.",
      "Somebody else is signed in here now. %(count)s photos of yours wait on this phone, and go when you sign in again.",
      count,
    ),
  here: (count) => ngettext("%(count)s photo waits on this phone.", "%(count)s photos wait on this phone.", count),
  waiting: (count, time) =>
    ngettext(
      "%(count)s photo is waiting on this phone, since %(time)s. It goes by itself when there is a connection.",
      "%(count)s photos are waiting on this phone, the first since %(time)s. They go by themselves when there is a connection.",
      count,
      { time },
    ),
  refused: (count) => ngettext("%(count)s photo was not taken.", "%(count)s photos were not taken.", count),
};

/** The words for both, in one line. */
function both(logs, photos) {
  const what = gettext("%(logs)s and %(photos)s", {
    logs: ngettext("%(count)s log", "%(count)s logs", logs),
    photos: ngettext("%(count)s photo", "%(count)s photos", photos),
  });
  return {
    signIn: () => gettext("Sign in to send %(what)s that wait on this phone", { what }),
    somebodyElse: () =>
      gettext(
        "Somebody else is signed in here now. %(what)s of yours wait on this phone, and go when you sign in again.",
        { what },
      ),
    here: () => gettext("%(what)s wait on this phone.", { what }),
    waiting: (_count, time) =>
      gettext(
        "%(what)s are waiting on this phone, the first since %(time)s. They go by themselves when there is a connection.",
        { what, time },
      ),
  };
}

class OutboxStatus extends HTMLElement {
  async connectedCallback() {
    this.unwatch = watch((outbox) => this.hear(outbox));
    this.keepsNothing = "logs" in this.dataset && !(await keeps);
    this.saysHttps = "owns" in this.dataset && !isSecureContext && !this.keepsNothing && !(await kept("https told"));
    this.say();
  }

  disconnectedCallback() {
    this.unwatch();
  }

  hear({ entries, trouble, isLate, outcome }) {
    const waiting = entries.filter(({ state }) => state === "waiting");
    const refused = entries.filter(({ state }) => state === "refused");
    const hasGone = (this.logs?.length || this.photos?.length) && !waiting.length && outcome === "sent";
    // A photo that is on its way waits for nothing.
    Object.assign(this, { logs: isLate ? waiting.filter(isLog) : [], photos: trouble ? waiting.filter(isPhoto) : [] });
    Object.assign(this, { refused, trouble });
    if (hasGone && !refused.length) this.saySent();
    for (const way of document.querySelectorAll("[data-way=waiting]")) way.hidden = !entries.length;
    this.say();
  }

  saySent() {
    this.isSent = true;
    setTimeout(() => {
      this.isSent = false;
      this.say();
    }, SENT_IS_SAID_FOR);
  }

  say() {
    const lines = [...this.waitingLines(), ...this.refusedLines(), this.otherLine()].filter(Boolean);
    const says = lines.map((line) => line.textContent).join(" ");
    if (says === this.says) return;
    this.says = says;
    this.lines = lines;
    const fill = () => this.replaceChildren(...this.lines);
    if (this.hidden) setTimeout(fill, HEARD_AFTER);
    else fill();
    this.hidden = !lines.length;
  }

  waitingLines() {
    const kinds = [[LOGS, this.logs], [PHOTOS, this.photos]].filter(([, entries]) => entries?.length);
    if (!kinds.length) return this.isSent ? [line(gettext("Sent."))] : [];
    if (kinds.length === 1) return [this.waitingLine(...kinds[0])];
    const all = [...this.logs, ...this.photos].sort((one, other) => one.at - other.at);
    return [this.waitingLine(both(this.logs.length, this.photos.length), all)];
  }

  waitingLine(words, entries) {
    const count = entries.length;
    if (this.trouble === "sign-in") {
      const back = encodeURIComponent(location.pathname + location.search);
      return line(link(`${this.dataset.signIn}?next=${back}`, words.signIn(count)));
    }
    if (this.trouble === "somebody-else") return line(words.somebodyElse(count));
    if (this.isThere) return null; // the page itself says so
    const way = link(this.dataset.page, ngettext("See it", "See them", count));
    // A kept page has said already that there is no connection.
    const { copy } = document.documentElement.dataset;
    return line(copy ? words.here(count) : words.waiting(count, moment(entries[0].at)), way);
  }

  refusedLines() {
    if (this.isThere) return [];
    const kinds = [LOGS, PHOTOS].map((words) => [words, (this.refused ?? []).filter(words.isOne).length]);
    const way = () => link(this.dataset.page, gettext("See why"));
    return kinds.map(([words, count]) => count > 0 && line(words.refused(count), way()));
  }

  otherLine() {
    if (this.keepsNothing) {
      return line(gettext("This browser keeps nothing without a connection: what you log now is sent at once or not at all."));
    }
    if (!this.saysHttps) return null;
    const done = Object.assign(document.createElement("button"), { type: "button", textContent: gettext("All right") });
    done.addEventListener("click", () => {
      this.saysHttps = false;
      keep("https told", true);
      this.say();
    });
    const open = gettext("Without a connection these pages do not open, because this address has no https.");
    const how = gettext("Whoever runs this site reads in docs/operating.md how to change that.");
    return line(`${open} ${how}`, done);
  }

  get isThere() {
    return location.pathname === this.dataset.page;
  }
}

/** A line of words, or of a link alone, and the way that it offers. */
function line(words, way) {
  const p = document.createElement("p");
  p.append(words instanceof Node ? words : Object.assign(document.createElement("span"), { textContent: words }));
  if (way) p.append(" ", way);
  return p;
}

const link = (href, words) => Object.assign(document.createElement("a"), { href, textContent: words });

customElements.define("outbox-status", OutboxStatus);
