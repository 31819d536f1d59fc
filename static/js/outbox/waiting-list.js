// <waiting-list>: the page of what still waits on this phone and of what was not taken, each with what was typed, and what can be
// done about it.

import { gettext, moment, ngettext } from "../words.js";
import { onTheWall } from "./clock.js";
import { render } from "./items.js";
import { discard, flush, mend, waitingForOthers } from "./outbox.js";
import { heldBack } from "./sender.js";
import { watch } from "./standing.js";

/** What an entry is, by its kind. */
const KINDS = {
  tap: () => gettext("Seen on the floor"),
  untap: () => gettext("An undo"),
  save: ({ isNew }) => (isNew ? gettext("A session") : gettext("A change of a session")),
  remove: () => gettext("Removing a session"),
  restore: () => gettext("Bringing a session back"),
  mark: () => gettext("A tip you marked"),
  unmark: () => gettext("An undo of a mark"),
  timer: () => gettext("Tummy time begun"),
  untimer: () => gettext("Tummy time not kept"),
};

class WaitingList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.unwatch = watch(({ entries }) => this.show(entries));
  }

  disconnectedCallback() {
    this.unwatch();
  }

  async show(entries) {
    this.entries = entries;
    const others = await waitingForOthers().catch(() => 0);
    const shown = JSON.stringify([entries, others]);
    if (shown === this.shown) return; // what a person is about to touch stays where it is
    this.shown = shown;
    const refused = entries.filter(({ state }) => state === "refused");
    const waiting = entries.filter(({ state }) => state === "waiting");
    this.held = heldBack(entries);
    this.fill("refused", refused);
    this.fill("waiting", waiting);
    this.part("nothing").hidden = entries.length > 0 || others > 0;
    this.part("others").hidden = !others;
    this.part("others").querySelector(".says").textContent = ngettext(
      "%(count)s log of somebody else waits on this phone. It goes when they sign in here again.",
      "%(count)s logs of somebody else wait on this phone. They go when they sign in here again.",
      others,
    );
    this.hidden = false;
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  fill(name, entries) {
    const part = this.part(name);
    part.hidden = !entries.length;
    part.querySelector("ul").replaceChildren(...entries.map((entry) => this.draw(entry)));
  }

  draw(entry) {
    const card = this.querySelector("#entry").content.firstElementChild.cloneNode(true);
    const find = (selector) => card.querySelector(selector);
    card.dataset.key = entry.key;
    find("h3").textContent = gettext("%(what)s, %(name)s", { what: KINDS[entry.kind](entry), name: entry.name });
    find(".since").hidden = Boolean(entry.said.movement); // which stands beside it
    find(".since").textContent = gettext("Logged here: %(time)s.", { time: moment(entry.at) });
    find(".held").hidden = !this.held.has(entry.key);
    this.drawSaid(entry, find(".log-list"));
    this.drawWhy(entry, find(".why"));
    this.drawWays(entry, card);
    return card;
  }

  drawSaid({ kind, said, at, zone }, list) {
    if (kind === "save") list.append(this.item(said.says));
    else if (said.movement) {
      list.append(this.item({ when: onTheWall(at, zone), zone, minutes: "", note: "", seen: [said.movement] }));
    }
    else if (said.tip) list.append(this.tip(said.tip));
    else list.remove();
  }

  item(says) {
    return render({ ...says, session: "", state: "", by: "", showDay: true }, document.querySelector("#waiting-item"));
  }

  tip(slug) {
    const line = document.createElement("li");
    line.textContent = this.querySelector("#tips").content.querySelector(`[value="${CSS.escape(slug)}"]`)?.textContent ?? "";
    return line;
  }

  drawWhy({ state, why, errors = {}, mend: way, name }, told) {
    told.hidden = state !== "refused";
    const gone = way === "gone" && gettext("%(name)s is not shared with you any more, or was deleted.", { name });
    const sentences = [gone || why, ...Object.values(errors).flat()].filter(Boolean);
    told.append(...[...new Set(sentences)].map((words) => Object.assign(document.createElement("p"), { textContent: words })));
  }

  drawWays(entry, card) {
    const [form, restore, again] = ["form", "restore", "again"].map((way) => card.querySelector(`[data-way=${way}]`));
    const isRefused = entry.state === "refused";
    form.hidden = !(isRefused && entry.kind === "save" && entry.mend === "form");
    restore.hidden = !(isRefused && entry.mend === "restore");
    again.hidden = !isRefused || !form.hidden || !restore.hidden || entry.mend === "gone";
    const page = entry.isNew ? "new" : entry.said.session;
    form.href = `${new URL(`../sessions/${page}/`, new URL(entry.to, location))}?mend=${entry.key}`;
  }

  handleEvent({ target }) {
    const way = target.closest("[data-way]")?.dataset.way;
    const card = target.closest("[data-key]");
    const entry = this.entries?.find(({ key }) => key === card?.dataset.key);
    if (way === "send") return flush();
    if (!entry || !way) return;
    if (way === "again") mend(entry);
    else if (way === "restore") mend(entry, { ...entry.said, restore: true });
    else if (way === "discard") this.ask(card, true);
    else if (way === "keep") this.ask(card, false);
    else if (way === "surely") this.discard(entry);
  }

  /** Asks once more before something is thrown away for good, in the place of the ways. */
  ask(card, isAsking) {
    card.querySelector(".ways").hidden = isAsking;
    card.querySelector(".surely").hidden = !isAsking;
    card.querySelector(isAsking ? "[data-way=keep]" : "[data-way=discard]").focus();
  }

  async discard(entry) {
    await discard(entry);
    document.querySelector("main").focus();
  }
}

customElements.define("waiting-list", WaitingList);
