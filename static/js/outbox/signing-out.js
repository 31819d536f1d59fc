// <signing-out>: says before somebody signs out what of theirs still waits on this phone.

import { gettext, ngettext } from "../words.js";
import { flush } from "./outbox.js";
import { watch } from "./standing.js";
import { keep } from "./store.js";

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
    this.querySelector(".says").textContent = ngettext(
      "%(count)s log of yours still waits on this phone. It stays here for you, and is sent when you sign in here again.",
      "%(count)s logs of yours still wait on this phone. They stay here for you, and are sent when you sign in here again.",
      entries.length,
    );
  }

  async send() {
    const outcome = await flush();
    this.querySelector("[role=status]").textContent = outcome === "later" ? gettext("There is no connection now.") : "";
  }
}

customElements.define("signing-out", SigningOut);
