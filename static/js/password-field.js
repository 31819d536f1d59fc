// A button that shows what was typed: typing it once, and seeing it, is kinder than typing it twice.
class PasswordField extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    if (!input || this.querySelector("button")) return;

    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-controls", input.id);
    button.addEventListener("click", () => this.show(input, button, input.type === "password"));
    this.append(button);
    this.show(input, button, false);

    // A browser remembers only what was typed into a password field.
    input.form?.addEventListener("submit", () => this.show(input, button, false));
  }

  show(input, button, shown) {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? this.dataset.hide : this.dataset.show;
    button.setAttribute("aria-label", `${button.textContent}: ${this.dataset.label}`);
  }
}

customElements.define("password-field", PasswordField);
