// The photos chosen in the full form: in hand until the session is saved, kept with it, and when one of them says when it was
// taken, that is offered as the time of a new session.

import { gettext, moment } from "../words.js";
import { add, chosenFor, forgetTaken, inHand } from "./in-hand.js";
import { roomOf, emptyStrip } from "./strips.js";

const FAR = 15 * 60_000; // ms: nearer than that nobody needs to be asked

export class SessionPhotos {
  /** `field` is the form's file input, `when` its time; `session()` says which session it is about by now. */
  constructor(field, when, session) {
    Object.assign(this, { field, when, session });
    this.place = field.closest(".field");
    field.closest(".photo-way").classList.add("at-once");
    field.addEventListener("change", () => this.chosen([...field.files]));
    if (field.files.length) this.chosen([...field.files]); // before this script came
  }

  async chosen(files) {
    const session = this.session();
    this.strip ??= emptyStrip(session);
    this.strip.dataset.photosOf = session;
    this.place.after(this.strip);
    const ready = add(files, { session }, roomOf(session), { waits: true });
    this.field.value = ""; // what is in hand is not in the field as well
    await ready;
    this.offerTime();
  }

  /** What goes with the session, once all of it is ready. */
  taken() {
    return chosenFor(this.session());
  }

  get isEmpty() {
    return !inHand().some(({ said, state }) => said.session === this.session() && state !== "refused");
  }

  /** For a form that is sent as it stands. */
  async fillField() {
    const files = new DataTransfer();
    for (const { picture } of await this.taken()) files.items.add(new File([picture], "photo", { type: picture.type }));
    this.field.files = files.files;
  }

  offerTime() {
    this.offer?.remove();
    const times = inHand().filter(({ said, taken }) => said.session === this.session() && taken).map(({ taken }) => taken);
    const [first] = times.sort();
    if (!first || Math.abs(Date.parse(`${first}Z`) - Date.parse(`${this.when.value}Z`)) < FAR) return;
    const words = document.createElement("p");
    words.textContent = gettext("Taken %(time)s. Use that as the time?", { time: moment(Date.parse(first)) });
    const ways = Object.assign(document.createElement("div"), { className: "acts" });
    ways.append(
      way("btn quiet", gettext("Use that time"), () => this.use(first)),
      way("link", gettext("No, keep the time"), () => this.keep()),
    );
    this.offer = Object.assign(document.createElement("div"), { className: "photo-when", role: "group" });
    this.offer.setAttribute("aria-label", gettext("When the photo was taken"));
    this.offer.append(words, ways);
    this.strip.after(this.offer);
  }

  use(taken) {
    this.when.value = taken;
    this.settle();
    this.when.focus();
  }

  keep() {
    this.settle();
    this.field.focus();
  }

  settle() {
    forgetTaken(this.session());
    this.offer.remove();
  }
}

function way(className, textContent, chosen) {
  const button = Object.assign(document.createElement("button"), { type: "button", className, textContent });
  button.addEventListener("click", chosen);
  return button;
}
