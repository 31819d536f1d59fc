// <passkey-form>: a form that is sent with what a passkey of this device answers. Hidden where passkeys do not work:
// they belong to a name, so not at an address of numbers, and need a connection that nobody can listen to.
const named = !/^[\d.]+$|^\[/.test(location.hostname);
const works = named && "PublicKeyCredential" in window && "webauthnJSON" in window;

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!works) return;
    const form = this.querySelector("form");
    form.hidden = false;
    this.querySelector("[data-unable]")?.remove();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(form);
    });
  }

  async send(form) {
    this.tell("");
    try {
      form.elements.credential.value = JSON.stringify(await this.ask(form));
      form.submit();
    } catch (problem) {
      this.tell(problem.name === "InvalidStateError" ? this.dataset.known : this.dataset.failed);
    }
  }

  async ask(form) {
    const options = this.dataset.options ? JSON.parse(this.dataset.options) : await this.fetchOptions(form);
    if (options.request_options) return webauthnJSON.get(options.request_options);

    // A passkey signs in by itself: the device keeps it, and makes sure who holds the device.
    const creation = options.creation_options;
    Object.assign(creation.publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    return webauthnJSON.create(creation);
  }

  async fetchOptions(form) {
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  }

  tell(words) {
    const told = this.querySelector("[role=alert]");
    told.querySelector("p").textContent = words;
    told.hidden = !words;
  }
}

customElements.define("passkey-form", PasskeyForm);
