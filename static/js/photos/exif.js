// When a photo was taken, as its camera wrote it into the file: that alone is read of all that cameras write, and that alone is
// written into the copy that is sent.

const [SOI, EXIF, SCAN] = [0xffd8, 0xffe1, 0xffda]; // marks in a JPEG
const NAME = 0x45786966; // "Exif"
const [DETAILS, TAKEN] = [0x8769, 0x9003]; // where the details are, and DateTimeOriginal among them
const LENGTH = 20; // "2026:05:12 14:30:05" and a zero

/** "2026-05-12T14:30" on the camera's clock, or "". `bytes` is the beginning of a file. */
export function takenOf(bytes) {
  try {
    const written = writtenIn(new DataView(bytes));
    const [, year, month, day, hour, minute] = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)/.exec(written) ?? [];
    const taken = year && `${year}-${month}-${day}T${hour}:${minute}`;
    return taken && isTime(taken) ? taken : "";
  } catch {
    return ""; // it ends before it should, or is no JPEG
  }
}

/** Whether there is such a day and time: cameras whose clock was never set write zeros. */
function isTime(taken) {
  const moment = Date.parse(`${taken}Z`);
  return moment > 0 && new Date(moment).toISOString().startsWith(taken);
}

function writtenIn(view) {
  if (view.getUint16(0) !== SOI) return "";
  for (let at = 2; view.getUint16(at) !== SCAN; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === EXIF && view.getUint32(at + 4) === NAME) return writtenInExif(view, at + 10);
  }
  return "";
}

/** `start` is where its own addresses are counted from. */
function writtenInExif(view, start) {
  const isLittle = view.getUint16(start) === 0x4949;
  const valueOf = (directory, tag) => {
    const count = view.getUint16(directory, isLittle);
    for (let number = 0; number < count; number += 1) {
      const at = directory + 2 + 12 * number;
      if (view.getUint16(at, isLittle) === tag) return start + view.getUint32(at + 8, isLittle);
    }
    return 0;
  };
  const details = valueOf(start + view.getUint32(start + 4, isLittle), DETAILS);
  const at = details && valueOf(details, TAKEN);
  return at ? String.fromCharCode(...new Uint8Array(view.buffer, at, LENGTH)) : "";
}

/** The JPEG with the time at which it was taken in it, and nothing else. */
export function withTaken(jpeg, taken) {
  if (!taken) return jpeg;
  const size = 4 + 6 + 8 + 18 + 18 + LENGTH;
  const view = new DataView(new ArrayBuffer(size));
  view.setUint16(0, EXIF);
  view.setUint16(2, size - 2);
  view.setUint32(4, NAME);
  view.setUint32(10, 0x4d4d002a); // as large numbers first
  view.setUint32(14, 8);
  entry(view, 18, [DETAILS, 4, 1, 26]);
  entry(view, 36, [TAKEN, 2, LENGTH, 44]);
  const written = `${taken.replaceAll("-", ":").replace("T", " ")}:00`;
  for (const [number, letter] of [...written].entries()) view.setUint8(54 + number, letter.charCodeAt(0));
  return new Blob([jpeg.slice(0, 2), view.buffer, jpeg.slice(2)], { type: jpeg.type });
}

/** A directory with one entry, and none after it. */
function entry(view, at, [tag, type, count, value]) {
  view.setUint16(at, 1);
  view.setUint16(at + 2, tag);
  view.setUint16(at + 4, type);
  view.setUint32(at + 6, count);
  view.setUint32(at + 10, value);
}
