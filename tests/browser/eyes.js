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

  // What a finger can hardly hit. The area of a tick includes its label; a link in a sentence is as high as its line.
  tooSmall() {
    const words = (at) => at.textContent.replace(/\s+/g, " ").trim();
    const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
    return targets.flatMap((at) => {
      if (!at.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
      if (at.closest(".hide, .skip")) return [];
      const inSentence = getComputedStyle(at).display === "inline" && words(at.parentElement).length > words(at).length;
      const label = at.matches("[type=checkbox], [type=radio]") ? [...at.labels] : [];
      const boxes = [at, ...label].map((each) => each.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
      const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
      if (inSentence || (width > 47.5 && height > 47.5)) return [];
      const name = (at.getAttribute("aria-label") || words(at)).slice(0, 40);
      return [`small: ${at.localName}.${at.className} “${name}” ${Math.round(width)}×${Math.round(height)}`];
    });
  },

  // What has focus: its name, whether a ring marks it, and whether it lies free or under something else.
  focus() {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const ringed = (each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    const around = at.closest(".tile, .control, .picker li") ?? at;
    const box = at.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      name: (at.getAttribute("aria-label") || at.innerText || "").replace(/\s+/g, " ").trim(),
      // The calendar button inside a date field wears the browser's own ring.
      ring: at.matches("[type^=date]") || (at.matches(":focus-visible") && (ringed(at) || ringed(around))),
      free: top !== null && (around.contains(top) || top.contains(at)),
      asksForCare: at.matches("[aria-invalid=true], .form-care") && box.bottom > 0 && box.top < innerHeight,
    };
  },
})
