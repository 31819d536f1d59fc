// The camera beside a session asks for photos right there, without a page in between: <a href="…/photos/new/?session=…">.

import { person } from "../outbox/outbox.js";
import { add } from "./in-hand.js";
import { roomOf, stripsOf } from "./strips.js";

const LINK = 'a[href*="/photos/new/?session="]';

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.(LINK);
  if (!link || !person || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const asked = new URL(link.href).searchParams;
  const said = Object.fromEntries(["session", "tap"].map((name) => [name, asked.get(name)]).filter(([, value]) => value));
  const files = await choose();
  add(files, said, roomOf(said.session));
  if (!link.closest("li[data-session]")) stripsOf(said.session)[0]?.scrollIntoView({ block: "center" }); // that is where they show
});

/** The phone's own chooser: camera or library. */
function choose() {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", multiple: true, hidden: true });
  document.body.append(input); // where it is not on the page, some phones forget it while the camera is open
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...input.files]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  }).finally(() => input.remove());
}
