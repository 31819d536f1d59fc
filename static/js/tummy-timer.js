// <tummy-timer data-since="…">: shows how long tummy time has been going on, minutes and seconds.
class TummyTimer extends HTMLElement {
  connectedCallback() {
    this.since = new Date(this.dataset.since);
    this.tick();
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  tick() {
    const seconds = Math.max(0, Math.floor((Date.now() - this.since) / 1000));
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (number) => String(number).padStart(2, "0");
    this.querySelector("time").textContent = hours
      ? `${hours}:${two(minutes)}:${two(rest)}`
      : `${minutes}:${two(rest)}`;
  }
}

customElements.define("tummy-timer", TummyTimer);
