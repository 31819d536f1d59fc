// <share-card>: shows the card at once as it is chosen, and sends it by the phone's own share sheet where that takes
// pictures. Without this script a button shows it, and a link saves it.
const JPEG = "image/jpeg";

class ShareCard extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.image = this.querySelector(".card-shown img");
    this.status = this.querySelector("[role=status]");
    this.shown = this.chosen("defaultChecked");
    this.querySelector("[data-act=show]").hidden = true;
    this.form.addEventListener("change", () => this.show());
    addEventListener("pageshow", () => this.show()); // coming back, a browser fills in what was chosen last
    this.image.addEventListener("load", () => this.settle());
    this.image.addEventListener("error", () => this.fail());
    if (canSend()) this.offerToSend(this.querySelector("[data-act=send]"));
    if (this.image.complete) this.settle();
  }

  /** The query of the card that is chosen, or with "defaultChecked" that of the page as it came. */
  chosen(how = "checked") {
    const fields = [...this.form.elements].filter((field) => field[how]);
    return new URLSearchParams(fields.map(({ name, value }) => [name, value])).toString();
  }

  show() {
    const query = this.chosen();
    if (query === this.shown) return;
    this.shown = query;
    this.file = null;
    this.status.textContent = "";
    this.setAttribute("aria-busy", "true");
    this.image.src = this.querySelector("[data-act=save]").href = `${this.dataset.address}?${query}`;
    this.image.alt = query.includes("name=off") ? this.dataset.told : this.dataset.toldWithName;
    history.replaceState(history.state, "", `?${query}`);
  }

  settle() {
    this.removeAttribute("aria-busy");
    if (this.sends) this.prepare().catch(() => {}); // it is tried again when it is to be sent
  }

  fail() {
    this.removeAttribute("aria-busy");
    this.status.textContent = this.dataset.notShown;
  }

  offerToSend(button) {
    this.sends = true;
    button.hidden = false;
    this.querySelector("[data-act=save]").classList.add("quiet");
    button.addEventListener("click", async () => {
      try {
        await navigator.share({ files: [await this.prepare()] });
      } catch (problem) {
        if (problem.name !== "AbortError") this.status.textContent = this.dataset.notSent; // else they changed their mind
      }
    });
  }

  /** The card as a file, fetched before it is asked for: a share sheet opens only right after a tap. */
  prepare() {
    this.file ??= fetchFile(this.image.src).catch((problem) => {
      this.file = null;
      throw problem;
    });
    return this.file;
  }
}

async function fetchFile(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (answer.headers.get("Content-Type") !== JPEG) throw new TypeError(`${address}: no picture`);
  return new File([await answer.blob()], fileName(answer.headers.get("Content-Disposition")), { type: JPEG });
}

function fileName(disposition) {
  const [, encoded] = /filename\*=utf-8''([^;]+)/i.exec(disposition ?? "") ?? [];
  const [, plain] = /filename="([^"]+)"/.exec(disposition ?? "") ?? [];
  return encoded ? decodeURIComponent(encoded) : (plain ?? "card.jpg");
}

const canSend = () => Boolean(navigator.canShare?.({ files: [new File([""], "card.jpg", { type: JPEG })] }));

customElements.define("share-card", ShareCard);
