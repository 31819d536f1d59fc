// <tip-trial data-tip="…" data-mark="tried">: what the family says of a tip, through the outbox. The state it is in now, with what
// waits on this phone, is drawn from its templates.

import { log, person, waiting } from "./outbox/outbox.js";
import { outcomeOf } from "./outbox/outcome.js";
import { complain } from "./telling.js";

const SOON = 1_500; // ms: what is sent sooner need not be said to wait

class TipTrial extends HTMLElement {
  connectedCallback() {
    if (!person) return;
    this.known = this.shown = this.dataset.mark; // what the server says
    this.addEventListener("submit", (event) => {
      if (this.isPlain) return;
      event.preventDefault();
      this.say(event.submitter.value, event.submitter);
    });
    addEventListener("outbox", ({ detail }) => this.look(detail));
    this.look();
  }

  /** `mark` is "tried", "not-for-us", or "" to take that back. */
  async say(mark, button) {
    const { tip } = this.dataset;
    let entry;
    try {
      entry = await (mark ? log("mark", { tip, mark }) : log("unmark", { tip }));
    } catch {
      this.isPlain = true;
      return button.form.requestSubmit(button);
    }
    await this.look();
    this.querySelector("button").focus();
    const outcome = await outcomeOf(entry);
    if (outcome.state === "refused") complain(outcome.why);
  }

  async look(detail) {
    const entries = await waiting().catch(() => []);
    const mine = entries.filter(({ child, said }) => child === this.child && said.tip === this.dataset.tip);
    // What waited and is gone, the server knows, unless it was thrown away, which is told as a change of what is kept.
    const isGone = this.last && !mine.some(({ key }) => key === this.last.key);
    if (isGone && detail !== "kept") this.known = this.last.said.mark ?? "";
    const last = (this.last = mine.filter(({ state }) => state !== "refused").at(-1));
    this.draw(last ? (last.said.mark ?? "") : this.known);
    clearTimeout(this.soon);
    if (last) this.soon = setTimeout(() => this.tellThatItWaits(), Math.max(0, SOON - (Date.now() - last.at)));
    else this.querySelector(":scope > .state")?.remove();
  }

  draw(mark) {
    if (mark === this.shown) return;
    this.shown = mark;
    const templates = [...this.querySelectorAll("template")];
    this.replaceChildren(this.templateOf(mark), ...templates);
  }

  tellThatItWaits() {
    if (!this.querySelector(":scope > .state")) this.append(this.templateOf("waits"));
  }

  templateOf(mark) {
    return this.querySelector(`template[data-mark="${mark}"]`).content.cloneNode(true);
  }

  get child() {
    return Number(document.body.dataset.child);
  }
}

customElements.define("tip-trial", TipTrial);
