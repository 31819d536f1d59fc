// <portrait-photo>: the photo goes as soon as it is chosen. <portrait-wait>: looks whether it is developed by now.

class PortraitPhoto extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", ({ target }) => {
      if (target.type !== "file" || !target.files.length) return;
      const said = this.querySelector(".portrait-sending");
      said.textContent = said.dataset.words;
      target.form.requestSubmit();
    });
  }
}

class PortraitWait extends HTMLElement {
  async connectedCallback() {
    for (let pause = 700; this.isConnected; pause = Math.min(5_000, pause * 1.4)) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (await this.isDone()) return location.reload();
    }
  }

  /** The page that waits says so by this very element. */
  async isDone() {
    try {
      const answer = await fetch(location.href);
      return !answer.ok || !(await answer.text()).includes("<portrait-wait");
    } catch {
      return false; // no connection: again a little later
    }
  }
}

customElements.define("portrait-photo", PortraitPhoto);
customElements.define("portrait-wait", PortraitWait);
