// <own-words>: what parents want to ask, on paper as text that may run over several pages, where a field would be cut
// off. It never leaves the device: it is kept until the tab is closed, so that it outlasts choosing other days.
class OwnWords extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("textarea");
    const printed = document.createElement("p");
    printed.className = "printed";
    this.append(printed);
    const show = () => {
      printed.textContent = field.value;
    };
    field.addEventListener("input", () => {
      show();
      this.keep(field.value);
    });
    field.value ||= this.kept();
    show();
  }

  keep(words) {
    try {
      sessionStorage.setItem(this.dataset.key, words);
    } catch {
      // A browser that keeps nothing still prints.
    }
  }

  kept() {
    try {
      return sessionStorage.getItem(this.dataset.key) ?? "";
    } catch {
      return "";
    }
  }
}

customElements.define("own-words", OwnWords);
