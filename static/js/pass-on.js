// <pass-on>: a link to copy, and to send by the phone's own share sheet where there is one. Each button is hidden without
// this script, and where the browser cannot do it (copying needs https or this computer itself).
class PassOn extends HTMLElement {
  connectedCallback() {
    const { link, copied } = this.dataset;
    this.offer(".copy", navigator.clipboard, async () => {
      await navigator.clipboard.writeText(link);
      this.querySelector("[role=status]").textContent = copied;
    });
    this.offer(".share", navigator.share, () => navigator.share({ url: link }));
  }

  offer(what, can, act) {
    if (!can) return;
    const button = this.querySelector(what);
    button.hidden = false;
    button.addEventListener("click", () => act().catch(() => {})); // not allowed, or changed their mind: the link is there to read
  }
}

customElements.define("pass-on", PassOn);
