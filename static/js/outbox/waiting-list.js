// <waiting-list>: the page of what still waits on this phone and of what was not taken, each with what was typed, and what can be
// done about it.

import { gettext, moment, ngettext } from "../words.js";
import { onTheWall } from "./clock.js";
import { render } from "./items.js";
import { discard, flush, mend, waitingForOthers } from "./outbox.js";
import { heldBack } from "./sender.js";
import { watch } from "./standing.js";
import { isPhoto, pictureOf } from "./store.js";
import { isFinal, whyOf } from "./why.js";

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
  photo: () => gettext("A photo"),
};

function ofOthers(entries) {
  const photos = entries.filter(isPhoto).length;
  const logs = entries.length - photos;
  const says = [];
  if (logs) {
    says.push(
      ngettext(
        "%(count)s log of somebody else waits on this phone. It goes when they sign in here again.",
        "%(count)s logs of somebody else wait on this phone. They go when they sign in here again.",
        logs,
      ),
    );
  }
  if (photos) {
    says.push(
      ngettext(
        "%(count)s photo of somebody else waits on this phone. It goes when they sign in here again.",
        "%(count)s photos of somebody else wait on this phone. They go when they sign in here again.",
        photos,
      ),
    );
  }
  return says.join(" ");
}

/** What waits of a session stands together, where the first of it stands. */
function bySession(entries) {
  const sessionOf = ({ key, said }) => said.session ?? key;
  const places = new Map();
  for (const entry of entries) if (!places.has(sessionOf(entry))) places.set(sessionOf(entry), places.size);
  return [...entries].sort((one, other) => places.get(sessionOf(one)) - places.get(sessionOf(other)));
}

class WaitingList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    addEventListener("outbox-progress", this);
    this.unwatch = watch(({ entries }) => this.show(entries));
  }

  disconnectedCallback() {
    removeEventListener("outbox-progress", this);
    this.unwatch();
  }

  async show(entries) {
    this.entries = entries;
    const others = await waitingForOthers().catch(() => []);
    const shown = JSON.stringify([entries, others]);
    if (shown === this.shown) return; // what a person is about to touch stays where it is
    this.shown = shown;
    for (const address of this.pictures ?? []) URL.revokeObjectURL(address);
    this.pictures = [];
    const refused = entries.filter(({ state }) => state === "refused");
    const waiting = entries.filter(({ state }) => state === "waiting");
    this.held = heldBack(entries);
    this.fill("refused", refused);
    this.fill("waiting", waiting);
    this.part("nothing").hidden = entries.length > 0 || others.length > 0;
    this.part("others").hidden = !others.length;
    this.part("others").querySelector(".says").textContent = ofOthers(others);
    this.hidden = false;
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  fill(name, entries) {
    const part = this.part(name);
    part.hidden = !entries.length;
    part.querySelector("ul").replaceChildren(...bySession(entries).map((entry) => this.draw(entry)));
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

  drawSaid(entry, list) {
    const { kind, said, at, zone } = entry;
    if (isPhoto(entry)) this.drawPhoto(entry, list);
    else if (kind === "save") list.append(this.item(said.says));
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

  /** The picture itself, with its caption, and a way to keep it: it may be nowhere else. */
  async drawPhoto({ key, said, state }, list) {
    const card = list.closest("[data-key]");
    const picture = await pictureOf(key).catch(() => undefined);
    if (!picture) return list.remove();
    const line = document.createElement("li");
    const shown = Object.assign(new Image(), { className: "kept-photo", alt: gettext("Photo"), src: URL.createObjectURL(picture) });
    shown.addEventListener("error", () => shown.remove()); // of a kind that this browser does not show
    line.append(shown, said.caption);
    list.append(line);
    const keep = card.querySelector("[data-way=keep-picture]");
    Object.assign(keep, { href: shown.src, download: nameOf(picture), hidden: state !== "refused" });
    this.pictures.push(shown.src);
  }

  drawWhy(entry, told) {
    told.hidden = entry.state !== "refused";
    told.append(...whyOf(entry).map((words) => Object.assign(document.createElement("p"), { textContent: words })));
  }

  drawWays(entry, card) {
    const [form, restore, again] = ["form", "restore", "again"].map((way) => card.querySelector(`[data-way=${way}]`));
    const isRefused = entry.state === "refused";
    form.hidden = !(isRefused && entry.kind === "save" && entry.mend === "form");
    restore.hidden = !(isRefused && entry.mend === "restore");
    again.hidden = !isRefused || !form.hidden || !restore.hidden || isFinal(entry);
    const page = entry.isNew ? "new" : entry.said.session;
    form.href = `${new URL(`../sessions/${page}/`, new URL(entry.to, location))}?mend=${entry.key}`;
  }

  handleEvent({ type, target, detail }) {
    if (type === "outbox-progress") return this.drawProgress(detail);
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

  drawProgress({ key, part }) {
    const bar = this.querySelector(`[data-key="${CSS.escape(key)}"] progress`);
    if (bar) Object.assign(bar, { value: part, hidden: false });
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

/** "photo.jpeg" */
const nameOf = ({ type }) => `photo.${type.split("/")[1] || "jpeg"}`;

customElements.define("waiting-list", WaitingList);
