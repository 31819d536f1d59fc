// <kept-children>: on the page that says there is no connection, the children whose today is on this phone.

class KeptChildren extends HTMLElement {
  async connectedCallback() {
    const todays = await this.todays();
    this.hidden = !todays.length;
    const [list, { content }] = [this.querySelector("ul"), this.querySelector("template")];
    for (const { address, name } of todays) {
      const item = content.cloneNode(true);
      item.querySelector("a").href = address;
      item.querySelector(".name").textContent = name;
      list.append(item);
    }
  }

  /** The pages of today that are kept. There are only those of the person who is signed in. */
  async todays() {
    const found = [];
    for (const cache of (await globalThis.caches?.keys()) ?? []) {
      if (!cache.startsWith("pages-")) continue;
      const pages = await caches.open(cache);
      for (const key of await pages.keys()) {
        if (!/\/children\/\d+\/$/.test(key.url)) continue;
        const page = new DOMParser().parseFromString(await (await pages.match(key)).text(), "text/html");
        found.push({ address: key.url, name: page.body.dataset.name });
      }
    }
    return found.sort((one, other) => one.name.localeCompare(other.name));
  }
}

customElements.define("kept-children", KeptChildren);
