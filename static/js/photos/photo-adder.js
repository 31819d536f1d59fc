// <photo-adder data-session="…">: photos for a session that is there go as soon as they are chosen, dropped here or pasted. Around
// a form that works without this.

import { here, person } from "../outbox/outbox.js";
import { add } from "./in-hand.js";
import { emptyStrip, roomOf, stripsOf } from "./strips.js";

class PhotoAdder extends HTMLElement {
  connectedCallback() {
    if (!person || !here.child) return;
    this.querySelector("form > button").hidden = true;
    this.addEventListener("change", ({ target }) => this.chosen(target));
    document.addEventListener("paste", (event) => this.dropped(event, event.clipboardData));
    document.addEventListener("drop", (event) => this.dropped(event, event.dataTransfer));
    for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => this.dragged(event));
    document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? this.classList.remove("over"));
    addEventListener("photo-arrived", () => this.refresh());
    this.isAList = Boolean(document.querySelector(`main li[data-session="${this.session}"]`));
    if (!this.isAList && !stripsOf(this.session).length) this.prepend(emptyStrip(this.session));
  }

  get session() {
    return this.dataset.session;
  }

  /** What this page shows of the session besides what waits. */
  get room() {
    const rows = document.querySelectorAll("[data-photo-row]").length;
    return roomOf(this.session) - rows;
  }

  chosen(input) {
    if (input.type !== "file") return;
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
    const pictures = [...files].filter(({ type }) => type.startsWith("image/"));
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
    const isOurs = (part) => part.contains(this);
    for (const part of [...section.children]) if (!isOurs(part)) part.remove();
    this.before(...[...fresh.children].filter((part) => !part.matches("photo-adder")));
  }
}

customElements.define("photo-adder", PhotoAdder);
