// <photo-adder data-session="…">: photos for a session that is there go as soon as they are chosen, dropped here or pasted. Around
// a form that works without this.

import { here, person } from "../outbox/outbox.js";
import { add } from "./in-hand.js";
import { emptyStrip, roomOf, stripsOf } from "./strips.js";

/** Not every system knows what an iPhone writes. */
const isPicture = ({ type, name }) => type.startsWith("image/") || (!type && /\.hei[cf]$/i.test(name));

class PhotoAdder extends HTMLElement {
  connectedCallback() {
    if (!person || !here.child) return;
    this.gone = new AbortController();
    const hear = (target, kinds, heard) => {
      for (const kind of kinds) target.addEventListener(kind, heard, { signal: this.gone.signal });
    };
    hear(this, ["change"], ({ target }) => this.chosen(target));
    hear(document, ["paste"], (event) => this.dropped(event, event.clipboardData));
    hear(document, ["drop"], (event) => this.dropped(event, event.dataTransfer));
    hear(document, ["dragenter", "dragover"], (event) => this.dragged(event));
    hear(document, ["dragleave"], ({ relatedTarget }) => relatedTarget ?? this.classList.remove("over"));
    hear(window, ["photo-arrived"], () => this.refresh());
    this.querySelector("form > button").hidden = true; // what is chosen goes at once
    for (const way of this.querySelectorAll(".photo-way")) way.classList.add("at-once");
    this.isAList = Boolean(document.querySelector(`main li[data-session="${this.session}"]`));
    if (!this.isAList && !stripsOf(this.session).length) this.prepend(emptyStrip(this.session));
    for (const input of this.querySelectorAll("[type=file]")) this.chosen(input); // before this script came
  }

  disconnectedCallback() {
    this.gone?.abort();
  }

  get session() {
    return this.dataset.session;
  }

  /** What this page shows of the session besides what waits. */
  get room() {
    const rows = document.querySelectorAll("[data-photo-row]:not(.not-a-photo)").length;
    return roomOf(this.session) - rows;
  }

  chosen(input) {
    if (!input.files?.length) return;
    add([...input.files], { session: this.session }, this.room);
    input.value = "";
  }

  dragged(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault(); // or the browser would open the file
    this.classList.add("over");
  }

  dropped(event, { files }) {
    this.classList.remove("over");
    const pictures = [...files].filter(isPicture);
    if (files.length && event.type === "drop") event.preventDefault();
    if (!pictures.length) return;
    event.preventDefault();
    add(pictures, { session: this.session }, this.room);
  }

  /** The rows of the server's page, with caption and order, take the place of what just arrived. What is being typed stays. */
  async refresh() {
    const section = this.closest("section");
    if (this.isAList || !section) return;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const fresh = page.querySelector(`#${section.id}`);
      if (page.body.dataset.person === String(person) && fresh) this.takeOver(section, document.adoptNode(fresh));
    } catch {
      // no connection: the photo itself is there already
    }
  }

  takeOver(section, fresh) {
    for (const row of section.querySelectorAll("[data-photo-row]")) {
      const isTyped = [...row.querySelectorAll("input")].some(({ value, defaultValue }) => value !== defaultValue);
      const now = fresh.querySelector(`[data-photo-row="${row.dataset.photoRow}"]`);
      if (now && (isTyped || row.contains(document.activeElement))) now.replaceWith(row);
    }
    for (const { dataset } of fresh.querySelectorAll("[data-photo-row]")) {
      this.querySelector(`[data-photo="${dataset.photoRow}"]`)?.closest("li").remove();
    }
    const isFull = !fresh.querySelector("photo-adder");
    if (isFull && !this.querySelector(".photo-tile")) return section.replaceChildren(...fresh.childNodes);
    for (const part of [...section.children]) if (part !== this) part.remove();
    this.before(...[...fresh.children].filter((part) => !part.matches("photo-adder, .small")));
  }
}

customElements.define("photo-adder", PhotoAdder);
