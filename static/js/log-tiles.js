// <log-tiles>: a tap on a tile answers at once and is sent without leaving the page. The server's answer is the page of
// today; its <main> takes the place of ours, so that what is shown is always what is in the log.

const TILE_WAKES_AFTER = 700; // so that the second tap of a double tap cannot take the log back, nor open the details

class LogTiles extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent(event) {
    if (event.target.closest("[aria-disabled=true]")) return event.preventDefault();
    const button = event.target.closest("button[form=do]");
    if (!button) return;
    event.preventDefault();
    if (this.sending) return;
    this.send(button);
  }

  async send(button) {
    this.sending = true;
    const tile = button.closest(".tile");
    tile.classList.toggle("logged", button.classList.contains("go"));
    const body = new FormData(button.form);
    if (button.name) body.append(button.name, button.value);
    try {
      const answer = await fetch(button.formAction, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok || new URL(answer.url).pathname !== location.pathname) throw new Error("not today's page");
      this.show(new DOMParser().parseFromString(await answer.text(), "text/html"), button);
    } catch (problem) {
      if (problem instanceof TypeError) this.failed(tile, button);
      else this.plainly(button);
    } finally {
      this.sending = false;
    }
  }

  show(page, button) {
    const main = document.querySelector("main");
    const news = main.querySelector(".news"); // told once; it stays as long as this page does
    const also = [...main.querySelectorAll(".also :checked")].map((box) => box.value);
    main.replaceChildren(...document.adoptNode(page.querySelector("main")).childNodes);
    if (news && !main.querySelector(".news")) main.querySelector(".read").prepend(news);
    for (const box of main.querySelectorAll(".also input")) box.checked = also.includes(box.value);
    const again = main.querySelector(`.go[value="${button.value || this.movementOf(button)}"]`);
    again?.focus({ preventScroll: true });
    const tile = again?.closest(".tile");
    if (!button.classList.contains("go") || !tile) return;
    tile.classList.add("just");
    for (const next of tile.querySelectorAll(".undo, .more")) {
      next.setAttribute("aria-disabled", "true");
      setTimeout(() => next.removeAttribute("aria-disabled"), TILE_WAKES_AFTER);
    }
  }

  movementOf(button) {
    return button.closest(".tile").querySelector(".go").value;
  }

  failed(tile, button) {
    tile.classList.toggle("logged", !button.classList.contains("go"));
    this.querySelector(".told")?.remove();
    const told = document.createElement("p");
    told.className = "told";
    told.setAttribute("role", "alert");
    told.textContent = this.dataset.failed;
    this.prepend(told);
  }

  // Signed out, or something else that only a whole page can say.
  plainly(button) {
    this.removeEventListener("click", this);
    button.click();
  }
}

customElements.define("log-tiles", LogTiles);
