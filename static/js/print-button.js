// <print-button>: the journey on paper. Hidden without this script, because nothing else can open the printing window.
class PrintButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", () => window.print());
  }
}

customElements.define("print-button", PrintButton);
