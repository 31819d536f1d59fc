// Makes a photo smaller before it is kept and sent. It is drawn anew, so that where it was taken, and all else that cameras and
// phones write into files, never leaves this phone. When it was taken is read first.

import { takenOf, withTaken } from "./exif.js";

const LONGEST = 2560; // pixels of the longer side, as much as the server keeps
const QUALITY = 0.85;
const BEGINNING = 256 * 1024; // bytes, in which a camera writes what it knows
const ANOTHER = 8; // of 255, how much a colour may differ that was written and read: some browsers blur a little, and do no harm

/**
 * {picture, bare, taken}: the picture to send, the same without its time, and "2026-05-12T14:30" or "". What this browser cannot
 * draw goes as it is, and has nothing bare.
 */
export async function prepared(file) {
  const taken = takenOf(await file.slice(0, BEGINNING).arrayBuffer());
  const bare = await drawnAnew(file);
  return { picture: bare ? withTaken(bare, taken) : file, bare, taken };
}

async function drawnAnew(file) {
  if (file.type.includes("svg") || !(await isTrue())) return null;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    return await jpegOf(bitmap);
  } catch {
    return null; // HEIC in most browsers, or no picture at all: the server will see
  } finally {
    bitmap?.close(); // at once, for a small phone with many photos
  }
}

function jpegOf(bitmap) {
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d", { alpha: false });
  Object.assign(pen, { imageSmoothingQuality: "high", fillStyle: "white" }); // where the picture has holes
  pen.fillRect(0, 0, width, height);
  pen.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY)).finally(() => {
    Object.assign(canvas, { width: 0, height: 0 });
  });
}

let truth;

/** Whether a canvas gives back what was drawn on it. Some browsers return noise or white, so that nobody is known by their canvas. */
function isTrue() {
  truth ??= new Promise((resolve) => {
    const colours = ["#e03020", "#20b040", "#2040d0", "#f0e010", "#101010", "#f8f8f8"];
    const canvas = Object.assign(document.createElement("canvas"), { width: colours.length * 8, height: 8 });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const drawn = colours.map((colour, place) => {
      pen.fillStyle = colour;
      pen.fillRect(place * 8, 0, 8, 8);
      const [, ...parts] = /#(..)(..)(..)/.exec(colour);
      return parts.map((part) => parseInt(part, 16));
    });
    const isLike = (expected, place) => {
      const found = pen.getImageData(place * 8 + 4, 4, 1, 1).data;
      return expected.every((part, which) => Math.abs(part - found[which]) <= ANOTHER);
    };
    resolve(drawn.every(isLike));
  }).catch(() => false);
  return truth;
}
