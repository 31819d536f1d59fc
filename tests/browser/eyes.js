// What a test looks for in a page that no locator finds. An expression: an object of questions.
({
  // Words that nobody can read: off the page, cut off by a box, or under other words.
  unreadable() {
    const told = new Set();
    const shown = [];
    const width = document.documentElement.clientWidth;
    const wide = document.scrollingElement.scrollWidth;
    if (wide > width) told.add(`the page is ${wide} wide`);
    const quoted = (node) => `“${node.textContent.replace(/\s+/g, " ").trim().slice(0, 40)}”`;
    const scrolls = (at) =>
      at && (/auto|scroll/.test(getComputedStyle(at).overflowX) ? at : scrolls(at.parentElement));

    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const node = words.currentNode;
      const parent = node.parentElement;
      if (!node.textContent.trim() || parent.closest(".hide, .skip, select, textarea, script")) continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || scrolls(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (!box.width) continue;
        const shortened = this.cutOff(node, box, () => told.add(`cut off: ${quoted(node)}`));
        if (!shortened && (box.left < -1 || box.right > width + 1)) told.add(`off the page: ${quoted(node)}`);
        // What opens above the page may cover it.
        if (!parent.closest(".nav, .menu > nav")) shown.push({ node, box });
      }
    }
    for (const [index, one] of shown.entries()) {
      for (const other of shown.slice(index + 1)) {
        if (one.node === other.node) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 2 && down > 0.4 * Math.min(one.box.height, other.box.height))
          told.add(`${quoted(one.node)} lies on ${quoted(other.node)}`);
      }
    }
    return [...told];
  },

  // Calls `told` when a box around cuts the words off; true when they are long and shortened with an ellipsis.
  cutOff(node, box, told) {
    const play = box.height / 4;
    for (let at = node.parentElement; at !== document.body; at = at.parentElement) {
      const { overflow, textOverflow } = getComputedStyle(at);
      if (!/hidden|clip/.test(overflow)) continue;
      if (textOverflow === "ellipsis" && node.textContent.trim().length > 20) return true;
      const { left, right, top, bottom } = at.getBoundingClientRect();
      const sideways = box.left < left - 1 || box.right > right + 1;
      if (sideways || box.top < top - play || box.bottom > bottom + play) told();
    }
    return false;
  },

  // What a finger can hardly hit. The area of a tick or a file includes its label; a link in a sentence is as high as its line.
  tooSmall() {
    const words = (at) => at.textContent.replace(/\s+/g, " ").trim();
    const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
    return targets.flatMap((at) => {
      if (!at.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
      if (at.closest(".hide, .skip")) return [];
      const inSentence = getComputedStyle(at).display === "inline" && words(at.parentElement).length > words(at).length;
      const label = at.matches("[type=checkbox], [type=radio], [type=file]") ? [...at.labels] : [];
      const boxes = [at, ...label].map((each) => each.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
      const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
      if (inSentence || (width > 47.5 && height > 47.5)) return [];
      const name = (at.getAttribute("aria-label") || words(at)).slice(0, 40);
      return [`small: ${at.localName}.${at.className} “${name}” ${Math.round(width)}×${Math.round(height)}`];
    });
  },

  // What has focus: its name, where the ring around it is missing, and whether it lies free or under something else.
  focus() {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const box = at.getBoundingClientRect();
    return {
      name: this.called(at),
      stop: this.stop(at),
      ring: this.isRinged(at),
      free: this.isFree(at),
      asksForCare: at.matches("[aria-invalid=true], .form-care") && box.bottom > 0 && box.top < innerHeight,
    };
  },

  called(at) {
    const label = at.matches("input") && at.labels?.[0]?.innerText;
    return (at.getAttribute("aria-label") || label || at.innerText || "").replace(/\s+/g, " ").trim();
  },

  // In every look, on the thing itself or on what stands around it.
  isRinged(at) {
    if (at.matches("[type^=date]")) return true; // the calendar button inside wears the browser's own ring
    const ringed = (each) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$|\/ 0\)$|transparent/.test(outlineColor);
    };
    const around = (each) => each && (ringed(each) || around(each.parentElement));
    return at.matches(":focus-visible") && around(at);
  },

  // On the screen from top to bottom, or as much of it as fits there, and under nothing that stays while the page scrolls.
  isFree(at) {
    const box = [...at.getClientRects()].find(({ width }) => width > 0);
    if (!box) return false;
    const across = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const stays = (each) => each && (getComputedStyle(each).position === "fixed" || stays(each.parentElement));
    const isItself = (seen) => at.contains(seen) || [...(at.labels ?? [])].some((label) => label.contains(seen));
    const [top, middle, bottom] = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2]
      .map((down) => document.elementFromPoint(across, down))
      .map((seen) => seen && (isItself(seen) ? "itself" : stays(seen) ? "" : "beside"));
    // Of a long text the browser brings the line into sight that is being written.
    if (box.height > innerHeight / 2) return Boolean(top || bottom);
    return Boolean(top && middle === "itself" && bottom);
  },

  // A control as a stop on the way of the Tab key. Its number sets apart what is called the same.
  stop(at) {
    return [[...document.querySelectorAll("*")].indexOf(at), `${at.localName} “${this.called(at).slice(0, 40)}”`];
  },

  // Where the Tab key is to stop, in this order. The radios of one question are one stop.
  stops() {
    const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
    const isStop = (at) => {
      if (at.disabled || at.tabIndex < 0 || !at.checkVisibility({ visibilityProperty: true })) return false;
      if (at.type !== "radio") return true;
      const group = [...document.querySelectorAll(`[type=radio][name="${at.name}"]`)];
      return at === (group.find((each) => each.checked) ?? group[0]);
    };
    return [...document.querySelectorAll(controls)].filter(isStop).map((at) => this.stop(at));
  },

  goToTheTop() {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  },
  // What each token comes out as, in red, green and blue, inside something of each of these classes.
  colours({ tokens, classes }) {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const painted = (colour) => {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const probe = document.body.appendChild(document.createElement("i"));
    const inside = (name) => {
      probe.className = name;
      return tokens.map((token) => {
        probe.style.color = `var(${token})`;
        return [token, painted(getComputedStyle(probe).color)];
      });
    };
    return Object.fromEntries(classes.map((name) => [name, Object.fromEntries(inside(name))]));
  },
})
