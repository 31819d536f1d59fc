// <session-form>: the full form through the outbox. What is saved is kept on the phone first, then sent; what the server does not
// take comes back beside the fields. Without a connection the form comes from the phone too: then it is filled in here.

import { keeps, log, logPhoto, mend, newId, person, waiting } from "./outbox/outbox.js";
import { outcomeOf, settledAtLast, tapOf } from "./outbox/outcome.js";
import { timerOf } from "./outbox/merge.js";
import { knownOf } from "./outbox/kept-pages.js";
import { nameOf, render } from "./outbox/items.js";
import { withWaiting } from "./outbox/sessions.js";
import { dayOf, daysAfter, here, nearDay, onTheWall, timeOf } from "./outbox/clock.js";
import { begin, firstShown, isTouched, type, typed } from "./fields.js";
import { problemsOf } from "./checks.js";
import { clear, show } from "./field-care.js";
import { letGo } from "./photos/in-hand.js";
import { SessionPhotos } from "./photos/session-photos.js";
import { tellHere, tellThere } from "./telling.js";

const LONGEST_TIMED = 600; // minutes; a timer that ran longer was forgotten
const SOON = 600; // ms until a button says that it is at work

class SessionForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    // What the server asks about a form that it got plainly is answered plainly.
    if (!person || this.querySelector(".form-care")) return;
    this.ready = this.prepare();
    this.ready.catch(() => {}); // the phone keeps nothing: it shows when something is saved
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.takePhotos();
    addEventListener("pageshow", ({ persisted }) => persisted && this.beBusy(false)); // somebody went away while it was sent
  }

  /** Photos of a session that is there have a place of their own. Where the phone keeps nothing they go with the plain form. */
  async takePhotos() {
    const { photos, when } = this.form.elements;
    if (photos && (await keeps)) this.photos = new SessionPhotos(photos, when, () => this.session);
  }

  // --- what it shows at first ---

  async prepare() {
    const query = new URLSearchParams(location.search);
    const entries = await waiting();
    this.session = this.dataset.session;
    const refused = entries.find(({ key, kind, state }) => key === query.get("mend") && kind === "save" && state === "refused");
    if (refused) return this.comeBack(refused);
    const asked = location.pathname.match(/\/sessions\/([0-9a-f-]{36})\//)?.[1] ?? query.get("id");
    const isOwn = this.dataset.mode !== "new" && asked === this.session;
    if ("copy" in document.documentElement.dataset && !isOwn) return this.fillIn(asked, query.has("timer"), entries);
    this.apply(entries);
  }

  /** What was logged since the server made the page, on this phone, is in the form too. */
  apply(entries) {
    const shown = { session: this.session, ...firstShown(this.form), state: "" };
    const known = this.dataset.mode === "new" ? [] : [[this.session, shown]];
    const item = withWaiting(new Map(known), entries, this.child).get(this.session);
    if (item?.state) this.begin({ ...item, minutes: item.minutes || shown.minutes });
    else this.was = firstShown(this.form); // what was typed before this script came stays
  }

  /** The page is an empty form that the phone kept: it becomes the one that was asked for. */
  async fillIn(asked, isTimed, entries) {
    const known = await knownOf(person, document.body.dataset.outbox);
    const timer = timerOf(entries, this.child, known.timer);
    this.session = (isTimed ? timer?.session : asked) ?? newId();
    const item = withWaiting(known.items, entries, this.child).get(this.session);
    if (timer?.session === this.session) this.become("timer", { ...timed(timer), ...seenIn(item) });
    else if (item) this.become("change", item);
    else if (location.pathname.endsWith("/sessions/new/")) this.beNew();
    else this.beUnknown();
  }

  beNew() {
    // Who went back and forth finds what they had typed: the browser has put it in by now.
    const restored = isTouched(this.form) && typed(this.form);
    this.opened = Date.now();
    this.begin({ when: onTheWall(this.opened, here()), zone: here(), minutes: "", note: "", seen: [] });
    if (restored) type(this.form, restored);
    // As the server does: going back to this address finds what was saved.
    history.replaceState(null, "", `?id=${this.session}`);
  }

  become(mode, fields) {
    if (this.dataset.mode !== mode) {
      const other = this.querySelector(`template[data-mode="${mode}"]`).content.cloneNode(true);
      document.title = document.title.replace(/^[^·]*(?= · )/, other.querySelector("h1").dataset.title);
      for (const part of [".form-head", ".form-acts", ".form-more"]) {
        this.querySelector(part).replaceChildren(...other.querySelector(part).childNodes);
      }
      this.dataset.mode = mode;
    }
    for (const form of this.querySelectorAll(".form-more [data-said]")) {
      Object.assign(form.dataset, { said: JSON.stringify({ session: this.session }), day: dayOf(fields.when) });
    }
    if (mode === "change") this.querySelector("h1").textContent = `${nearDay(dayOf(fields.when))}, ${timeOf(fields.when)}`;
    this.begin(fields);
  }

  /** Shows the fields as if the form had come with them. */
  begin(fields) {
    begin(this.form, fields);
    this.was = firstShown(this.form);
    const clock = this.form.querySelector(".clock");
    clock.hidden = fields.zone === clock.dataset.here;
    clock.textContent = clock.dataset.words.replace("{zone}", () => nameOf(fields.zone));
  }

  /** The time of the session was changed from this page, to `when`: that is no change of this form's any more. */
  moved(when, revision) {
    for (const [name, value] of Object.entries({ when, revision })) {
      Object.assign(this.form.elements[name], { defaultValue: value, value });
    }
    if (this.was) this.was = { ...this.was, when };
  }

  beUnknown() {
    this.replaceChildren(this.querySelector("template[data-mode=unknown]").content.cloneNode(true));
  }

  /** What was not taken, to be mended: as it was typed, with what was wrong beside it. */
  comeBack(entry) {
    const { session, was, says, opened } = entry.said;
    Object.assign(this, { session, opened });
    if (this.dataset.mode === "new" && !entry.isNew) this.become("change", was);
    else this.begin(was);
    type(this.form, says);
    this.refuse(entry);
  }

  // --- saving ---

  async submitted(event) {
    if (this.isPlain || this.form.elements.photos?.files.length) return; // photos in the field go with the plain form
    event.preventDefault();
    if (this.hasAttribute("aria-busy")) return;
    const says = typed(this.form);
    if (this.photos && !this.photos.isEmpty) says.photos_follow = true;
    const problems = problemsOf(says, JSON.parse(this.dataset.sentences));
    if (Object.keys(problems).length) return show(this.form, problems);
    this.beBusy(true);
    try {
      await this.ready;
      const entry = await this.keep(says);
      this.settle(await outcomeOf(entry), says);
    } catch {
      this.sendPlainly();
    }
  }

  async keep(says) {
    const said = { session: this.session, ...(await tapOf(this.session)), was: this.was, says };
    if (this.opened) said.opened = this.opened;
    const photos = (await this.photos?.taken()) ?? [];
    const kept = await this.keepWith(photos, said);
    photos.forEach(letGo);
    return kept;
  }

  async keepWith(photos, said) {
    if (!this.refused) return log("save", said, { isNew: this.dataset.mode !== "change", photos });
    for (const photo of photos) await logPhoto(photo, { session: said.session });
    if (this.refused.mend === "restore") said.restore = true;
    const { refused } = this;
    this.refused = undefined;
    const kept = { ...refused, said, state: "waiting" };
    await mend(refused, said);
    return kept;
  }

  async settle(outcome, says) {
    this.beBusy(false);
    if (outcome.state === "done") return this.leave(says, "saved");
    if (outcome.state === "refused") return this.refuse(outcome);
    // Without a connection today is there only where the phone keeps pages. Signed out, it asks to sign in.
    if (navigator.serviceWorker?.controller || outcome.trouble === "sign-in") return this.leave(says);
    this.stay(true, says);
    const atLast = await settledAtLast(outcome);
    this.stay(false, says);
    this.settle(atLast, says);
  }

  /** In place of the form, that it is kept, and what. */
  stay(isKept, says) {
    const list = document.querySelector(".log-list.kept");
    this.toggleAttribute("data-leaves", isKept);
    for (const part of this.querySelectorAll(":scope > :not(.form-head)")) part.hidden = isKept;
    list.hidden = !isKept;
    if (isKept) {
      const item = { session: this.session, ...says, showDay: true, state: "waiting" };
      list.replaceChildren(render(item, document.querySelector("#waiting-item")));
      tellHere({ kind: "kept" });
      document.querySelector("main").focus();
    } else {
      document.querySelector("main > [data-told=kept]")?.remove();
    }
  }

  refuse(entry) {
    this.refused = entry;
    const errors = Object.keys(entry.errors ?? {}).length ? entry.errors : { __all__: [entry.why] };
    show(this.form, errors);
    // Loading the page again finds it as it stands here.
    history.replaceState(null, "", `?${new URLSearchParams({ id: this.session, mend: entry.key })}`);
  }

  /** To where the plain form goes. */
  leave(says, told) {
    const { mode, today, toToday, toHistory } = this.dataset;
    const day = dayOf(says.when);
    const isPast = mode === "change" && day < today;
    // Without a connection there are only the latest days.
    if (isPast && !told) return tellThere(toHistory);
    tellThere(isPast ? `${toHistory}?before=${daysAfter(day, 1)}` : toToday, told && { kind: told });
  }

  async sendPlainly() {
    this.isPlain = true;
    await this.photos?.fillField();
    this.form.requestSubmit();
  }

  beBusy(isBusy) {
    const button = this.form.querySelector(".form-acts button");
    this.toggleAttribute("aria-busy", isBusy);
    clearTimeout(this.soon);
    if (isBusy) {
      this.words = button.textContent;
      this.soon = setTimeout(() => (button.textContent = this.dataset.saving), SOON);
    } else if (this.words) {
      button.textContent = this.words;
    }
  }

  get child() {
    return Number(document.body.dataset.child);
  }
}

/** A running timer as the form's fields. */
function timed({ since }) {
  const minutes = Math.max(1, Math.round((Date.now() - since) / 60_000));
  return {
    when: onTheWall(since, here()),
    zone: here(),
    minutes: minutes <= LONGEST_TIMED ? String(minutes) : "",
    note: "",
    seen: [],
  };
}

/** What was tapped while it ran. */
const seenIn = (item) => (item ? { note: item.note, seen: item.seen } : {});

customElements.define("session-form", SessionForm);
