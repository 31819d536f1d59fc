// <copy-field>: a link to copy. Without this script it is a field whose text can be marked and copied by hand.
class CopyField extends HTMLElement {
  connectedCallback() {
    const [field, button] = [this.querySelector("input"), this.querySelector("button")];
    field.addEventListener("focus", () => field.select());
    if (!navigator.clipboard) return; // a site without https on another device
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = this.dataset.copied;
      } catch {
        field.focus();
      }
    });
  }
}

customElements.define("copy-field", CopyField);
