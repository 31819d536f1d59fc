// <portrait-photo>: a photo goes as soon as it is chosen, made smaller first. Around a form that works without this.

class PortraitPhoto extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", ({ target }) => target.files?.length && this.send(target));
    const isChosen = [...this.querySelectorAll("[type=file]")].some(({ files }) => files.length); // before this was here
    this.querySelector("button").hidden = !isChosen;
    // Back from the next page the form stands here as it was left.
    addEventListener("pageshow", ({ persisted }) => persisted && this.say(""));
  }

  async send(input) {
    this.say(this.dataset.sending);
    try {
      const { prepared } = await import("./photos/resizing.js");
      const smaller = new DataTransfer();
      smaller.items.add(new File([(await prepared(input.files[0])).picture], input.files[0].name));
      input.files = smaller.files;
    } catch {
      // then it goes as it is
    }
    input.form.submit();
    input.form.reset();
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("portrait-photo", PortraitPhoto);
