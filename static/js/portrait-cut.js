// <portrait-cut>: a square over a photo that fingers or a mouse move; the sliders beside it do the same, and stay.
// Without it, touching the face in the photo asks the server for the square.

const CORNER = 28; // pixels around a corner that hold it
const STILL = 6; // pixels that a finger may move and has touched all the same

const within = (number, most) => Math.max(0, Math.min(number, most));
const apart = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

class PortraitCut extends HTMLElement {
  connectedCallback() {
    if (this.frame) return;
    this.photo = { width: Number(this.dataset.width), height: Number(this.dataset.height) };
    this.frame = this.querySelector(".portrait-frame");
    this.sliders = Object.fromEntries(["across", "down", "size"].map((name) => [name, this.querySelector(`[name=${name}]`)]));
    this.largest = Math.min(this.photo.width, this.photo.height);
    this.least = (this.largest * Number(this.sliders.size.min)) / 100;
    this.fingers = new Map();
    this.becomeMovable();
    this.readSliders();
    this.addEventListener("input", () => this.readSliders());
    for (const [kind, heard] of Object.entries({ down: this.hold, move: this.move, up: this.letGo, cancel: this.letGo })) {
      this.frame.addEventListener(`pointer${kind}`, heard.bind(this));
    }
    this.frame.addEventListener("wheel", (event) => this.pinchOnPad(event), { passive: false });
  }

  /** The photo is no button any more, and there is nothing to ask the server for. */
  becomeMovable() {
    const button = this.frame.querySelector("input");
    const photo = new Image(this.photo.width, this.photo.height);
    Object.assign(photo, { src: button.src, alt: "", draggable: false });
    button.replaceWith(photo);
    this.querySelector("[name=show]").hidden = true;
    const how = document.querySelector(".portrait-how");
    if (how) how.textContent = this.dataset.how;
    const square = this.querySelector(".portrait-square");
    this.grips = square.appendChild(document.createElementNS(square.namespaceURI, "path"));
    this.grips.setAttribute("class", "grip");
  }

  // --- the square: { left, top, side } in the photo's pixels, always inside it ---

  readSliders() {
    const [across, down, size] = Object.values(this.sliders).map(({ valueAsNumber }) => valueAsNumber / 100);
    const side = Math.max(this.least, this.largest * size);
    this.square = { left: (this.photo.width - side) * across, top: (this.photo.height - side) * down, side };
    this.draw();
  }

  /** A square around this point, as near to it as the photo's edges allow; the sliders follow. */
  put(x, y, wanted = this.square.side) {
    const side = Math.max(this.least, Math.min(wanted, this.largest));
    const room = { left: this.photo.width - side, top: this.photo.height - side };
    const [left, top] = [within(x - side / 2, room.left), within(y - side / 2, room.top)];
    this.square = { left, top, side };
    const percents = { size: side / this.largest };
    if (room.left >= 1) percents.across = left / room.left; // where there is no room the slider stays as it was
    if (room.top >= 1) percents.down = top / room.top;
    for (const [name, part] of Object.entries(percents)) this.sliders[name].value = (part * 100).toFixed(2);
    this.draw();
  }

  get middle() {
    const { left, top, side } = this.square;
    return { x: left + side / 2, y: top + side / 2 };
  }

  draw() {
    const { left, top, side } = this.square;
    const [{ width, height }, { x, y }, right, bottom] = [this.photo, this.middle, left + side, top + side];
    const set = (what, values) => {
      for (const each of this.querySelectorAll(what)) {
        for (const [name, value] of Object.entries(values)) each.setAttribute(name, value);
      }
    };
    set("rect.edge", { x: left, y: top, width: side, height: side });
    set("circle.edge", { cx: x, cy: y, r: side / 2 });
    set(".outside", { d: `M0 0H${width}V${height}H0ZM${left} ${top}H${right}V${bottom}H${left}Z` });
    set(".portrait-look", { viewBox: `${left} ${top} ${side} ${side}` });
    const arm = side / 8;
    const corners = [[left, top, arm, arm], [right, top, -arm, arm], [left, bottom, arm, -arm], [right, bottom, -arm, -arm]];
    this.grips.setAttribute("d", corners.map(([x, y, dx, dy]) => `M${x + dx} ${y}H${x}V${y + dy}`).join(""));
  }

  // --- fingers, and a mouse, which is one finger ---

  /** Where the pointer is, in the photo's pixels. */
  at({ clientX, clientY }) {
    const box = this.frame.getBoundingClientRect();
    return { x: (clientX - box.left) * this.scale, y: (clientY - box.top) * this.scale };
  }

  /** How many of the photo's pixels one on the screen is. */
  get scale() {
    return this.photo.width / this.frame.getBoundingClientRect().width;
  }

  hold(event) {
    if (event.button || this.fingers.size === 2) return;
    this.frame.setPointerCapture(event.pointerId);
    this.frame.classList.add("held");
    const where = this.at(event);
    this.fingers.set(event.pointerId, where);
    const { left, top, side } = this.square;
    const corners = [left, left + side].flatMap((x) => [top, top + side].map((y) => ({ x, y })));
    this.byCorner = this.fingers.size === 1 && corners.some((corner) => apart(corner, where) < CORNER * this.scale);
    this.touched = this.fingers.size === 1 ? where : undefined;
  }

  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const [now, { x, y }] = [this.at(event), this.middle];
    if (this.touched && apart(this.touched, now) < STILL * this.scale) return;
    this.touched = undefined;
    const [other] = [...this.fingers].filter(([id]) => id !== event.pointerId).map(([, where]) => where);
    if (other) {
      this.put(x + (now.x - before.x) / 2, y + (now.y - before.y) / 2, this.square.side * (apart(now, other) / (apart(before, other) || 1)));
    } else if (this.byCorner) {
      this.put(x, y, 2 * Math.max(Math.abs(now.x - x), Math.abs(now.y - y)));
    } else {
      this.put(x + now.x - before.x, y + now.y - before.y);
    }
    this.fingers.set(event.pointerId, now);
  }

  letGo(event) {
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.touched && event.type === "pointerup" && !this.byCorner) this.put(this.touched.x, this.touched.y);
    this.touched = undefined;
    if (!this.fingers.size) this.frame.classList.remove("held");
  }

  /** Two fingers on a laptop's pad arrive as a wheel with Ctrl; without it the page scrolls as ever. */
  pinchOnPad(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const { x, y } = this.middle;
    this.put(x, y, this.square.side * Math.exp(event.deltaY / 100));
  }
}

customElements.define("portrait-cut", PortraitCut);
