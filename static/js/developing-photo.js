// <developing-photo data-state-at="…">: a photo that is still in the darkroom. Asks now and then, and shows the page anew when
// something came of it.

const FIRST = 500; // ms until it is asked for
const LONGEST = 5_000;

class DevelopingPhoto extends HTMLElement {
  connectedCallback() {
    this.pause = FIRST;
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.soon);
  }

  wait() {
    this.soon = setTimeout(() => this.ask(), this.pause);
    this.pause = Math.min(this.pause * 1.5, LONGEST);
  }

  async ask() {
    const answer = await fetch(this.dataset.stateAt, { headers: { Accept: "application/json" } }).catch(() => null);
    const isThere = answer?.ok && answer.headers.get("Content-Type") === "application/json";
    if (isThere && (await answer.json()).state !== "waiting") location.reload();
    else this.wait();
  }
}

customElements.define("developing-photo", DevelopingPhoto);
