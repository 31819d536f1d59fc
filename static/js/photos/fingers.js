// What fingers do on the stage of the viewer: one turns to the next photo, or moves a photo that is shown larger; two make
// it larger and smaller; two taps do so too.

const A_TAP = { far: 10, long: 300 }; // pixels, milliseconds
const FAST = 0.45; // pixels in a millisecond

/** `print()` is the photo on the stage; `drag(by)`, `release(by, isFast)` and `zoomed()` are told what happens. */
export function handle(stage, { print, drag, release, zoomed }) {
  const fingers = new Map();
  let start = null; // where the one finger began
  let pinch = null;
  let lastTap = null;

  const fromMiddle = ({ x, y }) => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return [x - left - width / 2, y - top - height / 2];
  };
  const between = ([one, other]) => ({
    far: Math.hypot(one.x - other.x, one.y - other.y),
    middle: fromMiddle({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }),
  });

  // Else the browser takes a quick swipe for a fling of the page, and the next tap for the end of that.
  stage.addEventListener("touchmove", (event) => event.preventDefault(), { passive: false });

  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.x, y: event.y });
    start = fingers.size === 1 ? { x: event.x, y: event.y, at: event.timeStamp } : null;
    pinch = null;
    if (fingers.size !== 2) return;
    drag(0);
    pinch = { ...between([...fingers.values()]), scale: print().scale };
  });

  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    fingers.set(event.pointerId, { x: event.x, y: event.y });
    if (pinch) {
      const { far, middle } = between([...fingers.values()]);
      print().zoom((pinch.scale * far) / pinch.far, ...middle);
      print().move(middle[0] - pinch.middle[0], middle[1] - pinch.middle[1]);
      pinch.middle = middle;
      zoomed();
    } else if (print().scale > 1) {
      print().move(event.x - before.x, event.y - before.y);
    } else if (start) {
      drag(event.x - start.x);
    }
  });

  const up = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    const began = start; // none where there were two
    start = pinch = null;
    if (!began) return;
    const [across, down, long] = [event.x - began.x, event.y - began.y, event.timeStamp - began.at];
    const isTap = Math.hypot(across, down) < A_TAP.far && long < A_TAP.long;
    if (print().scale === 1) {
      const isCancelled = event.type === "pointercancel";
      release(isCancelled || isTap ? 0 : across, !isCancelled && Math.abs(across) > 30 && Math.abs(across) / long > FAST);
    }
    if (isTap) tapped(event);
  };
  for (const kind of ["pointerup", "pointercancel"]) stage.addEventListener(kind, up);

  function tapped({ x, y, timeStamp }) {
    const isSecond = lastTap && timeStamp - lastTap.at < A_TAP.long && Math.hypot(x - lastTap.x, y - lastTap.y) < 40;
    lastTap = isSecond ? null : { x, y, at: timeStamp };
    if (!isSecond) return;
    print().zoom(print().scale > 1 ? 1 : 2.5, ...fromMiddle({ x, y }));
    zoomed();
  }
}
