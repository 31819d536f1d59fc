// One photo in the viewer: first the small one that is there already, over it the larger one, and the largest when somebody
// looks closely.

const MOST = 5; // times

export class Print {
  constructor() {
    this.slide = document.createElement("div");
    this.slide.className = "viewer-slide";
    this.sheet = this.slide.appendChild(document.createElement("div"));
    this.sheet.className = "viewer-print";
    this.zoom(1);
  }

  /** Without a photo it is empty. */
  show(photo, stage) {
    this.photo = photo;
    this.zoom(1);
    this.sheet.replaceChildren();
    this.slide.hidden = !photo;
    if (!photo) return;
    const small = photo.image.currentSrc || photo.image.src;
    this.add(small, photo.image.alt);
    this.add(new URL("screen.webp", small), "");
    this.fit(stage);
  }

  /** Lays a size of the photo over what is there. What cannot be had leaves what is there. */
  add(src, alt) {
    const image = Object.assign(new Image(), { src, alt, draggable: false });
    image.addEventListener("error", () => image.alt || image.remove());
    this.sheet.append(image);
  }

  /** As large as there is room, and a small photo not much larger than it is. */
  fit(stage) {
    if (!this.photo) return;
    const [width, height] = ["width", "height"].map((side) => Number(this.photo.image.getAttribute(side)));
    const times = Math.min(stage.clientWidth / width, stage.clientHeight / height, 1.5);
    this.width = width * times;
    this.height = height * times;
    this.room = { width: stage.clientWidth, height: stage.clientHeight };
    Object.assign(this.sheet.style, { width: `${this.width}px`, height: `${this.height}px` });
    this.move(0, 0);
  }

  /** So many times its size; what lies at (x, y), measured from the middle of the stage, stays where it is. */
  zoom(times, x = 0, y = 0) {
    const before = this.scale ?? 1;
    this.scale = Math.min(Math.max(times, 1), MOST);
    if (this.scale > 1 && this.sheet.childElementCount === 2) {
      this.add(new URL("full.webp", this.sheet.lastElementChild.src), "");
    }
    const grown = this.scale / before;
    this.across = x - (x - (this.across ?? 0)) * grown;
    this.down = y - (y - (this.down ?? 0)) * grown;
    this.move(0, 0);
  }

  /** Moves it by so much, never so far that there is room beside it. */
  move(across, down) {
    const held = (at, size, room) => {
      const most = Math.max((size * this.scale - room) / 2, 0);
      return Math.min(Math.max(at, -most), most) || 0;
    };
    this.across = held(this.across + across, this.width ?? 0, this.room?.width ?? 0);
    this.down = held(this.down + down, this.height ?? 0, this.room?.height ?? 0);
    const isMoved = this.scale > 1;
    this.sheet.style.transform = isMoved ? `translate(${this.across}px, ${this.down}px) scale(${this.scale})` : "";
  }
}
