// On a phone the chips are one row to swipe; the chosen one is brought into sight.
for (const chosen of document.querySelectorAll(".chips [aria-current]")) {
  const row = chosen.parentElement;
  row.scrollLeft = chosen.offsetLeft - (row.clientWidth - chosen.clientWidth) / 2;
}
