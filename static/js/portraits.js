// A portrait that does not come makes room for our drawing, which lies under it.

const PORTRAIT = ".portrait > img";

document.addEventListener("error", ({ target }) => target.matches?.(PORTRAIT) && target.remove(), true);

for (const image of document.querySelectorAll(PORTRAIT)) {
  if (image.complete && !image.naturalWidth) image.remove();
}
