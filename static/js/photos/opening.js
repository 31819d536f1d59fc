// A tap on a photo opens it where it is; what that takes is fetched with the first one. Without a script, and on a page
// without a viewer, the link leads to the photo's own page.

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.photo[data-photo]:not([data-state])");
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented || !document.querySelector("#photo-viewer")) return;
  event.preventDefault();
  try {
    const { open } = await import("./viewer.js");
    await open(link);
  } catch {
    location.assign(link.href);
  }
});
