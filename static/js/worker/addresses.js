// Which addresses of the site are kept on the phone, and which kept page stands in for one that cannot be fetched.

/** The root of the site, also where it lies below a path. */
export const BASE = new URL("../../../", import.meta.url);

const CHILD = /^children\/(\d+)\//;
const SESSION = /^children\/\d+\/sessions\/[0-9a-f]{8}-[0-9a-f-]{27}\/$/;
const FORM = /^children\/\d+\/sessions\/new\/$/;
const HISTORY = /^children\/\d+\/sessions\/$/;
const CHILDREN = /^children\/$/;
const PHOTOS = /^children\/\d+\/photos\/$/;
const OTHERS = /^children\/\d+\/(?:journey\/|tips\/(?:[\w-]+\/)?)?$/;
const PICTURES = /^children\/\d+\/(?:photos\/[0-9a-f-]{36}\/(?:thumb|screen)\.webp|portrait\/[\w.-]+)$/;
const PARTS_OF_HISTORY = ["before", "movement"]; // what in its query makes it another page

/** The address behind the root of the site, without query; "" is the root itself, null is elsewhere. */
export function pathOf(address) {
  const url = new URL(address, BASE);
  const isHere = url.origin === BASE.origin && url.pathname.startsWith(BASE.pathname);
  return isHere ? url.pathname.slice(BASE.pathname.length) : null;
}

/** The number of the child that the address is about, or undefined. */
export const childOf = (address) => CHILD.exec(pathOf(address) ?? "")?.[1];

export const isToday = (address) => /^children\/\d+\/$/.test(pathOf(address) ?? "");

/** Whether it is a picture as pages show it: a photo, though not the largest size of it, or a portrait. */
export const isPicture = (address) => PICTURES.test(pathOf(address) ?? "");

/** The address under which a page is kept, or null when it never is. */
export function keptAs(address) {
  const path = pathOf(address);
  const { search, searchParams } = new URL(address, BASE);
  if (path === null) return null;
  if (HISTORY.test(path)) return absolute(path, partsOfHistory(searchParams));
  // Of the gallery the first page is kept.
  if (PHOTOS.test(path)) return searchParams.get("before") ? null : absolute(path);
  // A search in the list is no list, and a form that was opened for something is no empty form.
  if (CHILDREN.test(path) || FORM.test(path)) return search ? null : absolute(path);
  return SESSION.test(path) || OTHERS.test(path) ? absolute(path) : null;
}

/** The kept pages that may be shown at an address, the best first. */
export function standIns(address) {
  const path = pathOf(address) ?? "";
  const form = `children/${childOf(address)}/sessions/new/`;
  if (FORM.test(path)) return [absolute(form)];
  if (SESSION.test(path)) return [absolute(path), absolute(form)];
  if (CHILDREN.test(path)) return [absolute(path)];
  return [keptAs(address)].filter(Boolean);
}

function partsOfHistory(query) {
  const parts = PARTS_OF_HISTORY.filter((part) => query.get(part)).map((part) => [part, query.get(part)]);
  return new URLSearchParams(parts);
}

function absolute(path, query = "") {
  const url = new URL(path, BASE);
  url.search = query;
  return url.href;
}
