// <signing-out>: says before somebody signs out what of theirs still waits on this phone.

import { gettext, ngettext } from "../words.js";
import { flush } from "./outbox.js";
import { watch } from "./standing.js";
import { isPhoto, keep } from "./store.js";

const SAYS = {
  logs: (count) =>
    ngettext(
      "%(count)s log of yours still waits on this phone. It stays here for you, and is sent when you sign in here again.",
      "%(count)s logs of yours still wait on this phone. They stay here for you, and are sent when you sign in here again.",
      count,
    ),
  photos: (count) =>
    ngettext(
      "%(count)s photo of yours still waits on this phone. It stays here for you, and is sent when you sign in here again.",
      "%(count)s photos of yours still wait on this phone. They stay here for you, and are sent when you sign in here again.",
      count,
    ),
};

class SigningOut extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => this.send());
    // Who opens a kept page without a connection from now on is nobody.
    this.closest("form").addEventListener("submit", () => keep("person", undefined));
    this.unwatch = watch((outbox) => this.show(outbox));
  }

  disconnectedCallback() {
    this.unwatch();
  }

  show({ entries }) {
    this.hidden = !entries.length;
    const photos = entries.filter(isPhoto).length;
    const logs = entries.length - photos;
    this.querySelector(".says").textContent = [logs && SAYS.logs(logs), photos && SAYS.photos(photos)].filter(Boolean).join(" ");
  }

  async send() {
    const outcome = await flush();
    this.querySelector("[role=status]").textContent = outcome === "later" ? gettext("There is no connection now.") : "";
  }
}

customElements.define("signing-out", SigningOut);
