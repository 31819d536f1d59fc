// Photos that somebody chose on this page, from the choice to the moment they are kept on the phone. One after the other, so that
// a small phone has one of them in its memory. What the phone cannot keep is sent at once, and stays in hand until it is there.
// What listens to the window's "photos" event knows when anything here changed.

import { gettext, ngettext } from "../words.js";
import { here, logPhoto, newId, person } from "../outbox/outbox.js";
import { postPhoto } from "../outbox/photo-post.js";
import { tell } from "../outbox/told.js";
import { whyOf } from "../outbox/why.js";
import { prepared } from "./resizing.js";

export const MOST = 6; // photos of a session
const LARGEST = 25 * 1024 * 1024; // bytes

/**
 * By their keys: {key, said, preview, picture, taken, state, why}. `state` is "preparing"; "chosen", until the form that it belongs
 * to is saved; "sending", without being kept; or "refused" and "unsent", with the sentences `why`. Where it `isFinal`, trying
 * again cannot help. `bare` is the picture without the time at which it was taken.
 */
const photos = new Map();
const sentences = new Map(); // what there is to say of the last choice, by session
let line = Promise.resolve();

export const inHand = () => [...photos.values()];
export const sentenceOf = (session) => sentences.get(session) ?? "";

const isOnlyHere = ({ state }) => state === "unsent" || state === "sending";
const ask = (event) => event.preventDefault(); // before the page is left, and what is only here lost

function changed() {
  if (inHand().some(isOnlyHere)) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
  dispatchEvent(new Event("photos"));
}

/**
 * Takes files for the session that `said` names, as many as there is `room` for. With `waits` they stay in hand, until somebody
 * asks for them with `take`.
 */
export function add(files, said, room, { waits = false } = {}) {
  const fitting = files.slice(0, Math.max(0, room));
  sentences.set(said.session, fitting.length < files.length ? tooMany(fitting.length, files.length - fitting.length) : "");
  const chosen = fitting.map((file) => ({ key: newId(), said, preview: file, state: "preparing" }));
  for (const photo of chosen) photos.set(photo.key, photo);
  changed();
  for (const photo of chosen) line = line.then(() => prepare(photo)).then(() => waits || keep(photo));
  return line;
}

function tooMany(fitting, others) {
  if (!fitting) return gettext("A session holds up to %(most)s photos. Remove one to add another.", { most: MOST });
  const sentences = [
    gettext("A session holds up to %(most)s photos.", { most: MOST }),
    ngettext("The first one was added.", "The first %(count)s were added.", fitting),
    ngettext("%(count)s more was not.", "%(count)s more were not.", others),
  ];
  return sentences.join(" ");
}

async function prepare(photo) {
  if (!photos.has(photo.key)) return;
  if (!photo.preview.size) {
    refuse(photo, gettext("This file is empty. Please choose another one."), true);
    return changed();
  }
  try {
    const { picture, bare, taken } = await prepared(photo.preview);
    Object.assign(photo, { picture, bare, taken, state: "chosen", preview: picture });
    if (picture.size > LARGEST) refuse(photo, gettext("This picture is larger than 25 MB. Please choose a smaller one."), true);
  } catch {
    refuse(photo, gettext("This picture could not be read. Please choose it once more."));
  }
  changed();
}

const refuse = (photo, why, isFinal = false) => Object.assign(photo, { state: "refused", why: [why], isFinal });

async function keep(photo) {
  if (photo.state !== "chosen" || !photos.has(photo.key)) return;
  try {
    await logPhoto(photo, photo.said);
    photos.delete(photo.key);
  } catch {
    sendAtOnce(photo); // nobody waits for it
  }
  changed();
}

/** The phone keeps nothing, or has no room: the photo is sent while this page is open, or not at all. */
async function sendAtOnce(photo) {
  photo.state = "sending";
  changed();
  const outcomes = await postPhoto(person, { ...here, key: photo.key, said: photo.said }, photo.picture);
  const [outcome] = typeof outcomes === "string" ? [] : outcomes;
  if (outcome?.state === "done") {
    photos.delete(photo.key);
    tell("sent");
  } else if (outcome) {
    Object.assign(photo, { state: "refused", why: whyOf({ ...here, ...outcome }) });
  } else {
    const why = gettext("Not sent, and this phone has no room to keep it. Leave this page open, and try again in a moment.");
    Object.assign(photo, { state: "unsent", why: [why] });
  }
  changed();
}

export function tryAgain(photo) {
  if (photo.state === "unsent" || photo.picture) return sendAtOnce(photo);
  photo.state = "preparing";
  changed();
  return prepare(photo).then(() => keep(photo));
}

export function letGo(photo) {
  photos.delete(photo.key);
  sentences.delete(photo.said.session);
  changed();
}

/** The time of the session is settled: when its photos were taken is nothing to ask about any more, nor for the server. */
export function forgetTaken(session) {
  for (const photo of inHand()) {
    if (photo.said.session === session) Object.assign(photo, { picture: photo.bare ?? photo.picture, taken: "" });
  }
}

/** What was chosen for a session and is ready to be kept: once all of it is, {key, picture}. */
export async function chosenFor(session) {
  await line;
  return inHand().filter(({ said, state }) => said.session === session && state === "chosen");
}
