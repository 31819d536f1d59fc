// Where the phone keeps nothing, a tap is sent at once or not at all: by the form that stands in the page, whose answer is the
// page of today.

/**
 * A way to send what the button says, found while it stands in the page. It resolves to the server's page of today, or to null
 * when the tap did not arrive; then the page says so.
 */
export function plainly(button) {
  const { form, formAction: action, name, value } = button;
  return async () => {
    const body = new FormData(form);
    if (name) body.append(name, value);
    try {
      const answer = await fetch(action, { method: "POST", body, credentials: "same-origin" });
      if (answer.ok && new URL(answer.url).pathname === location.pathname) {
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      }
    } catch {
      notSent(document.querySelector("log-tiles").dataset.failed);
      return null;
    }
    sendAsAPage(form, action, name, value);
    return null;
  };
}

/** Signed out, or something else that only a whole page can say. */
function sendAsAPage(form, action, name, value) {
  const said = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  if (name) form.append(said);
  form.action = action;
  form.submit();
}

/** Says above the tiles that nothing is in the log; null takes that back. */
export function notSent(words) {
  const tiles = document.querySelector("log-tiles");
  tiles.querySelector(".told")?.remove();
  if (!words) return;
  const told = Object.assign(document.createElement("p"), { className: "told", textContent: words });
  told.setAttribute("role", "alert");
  tiles.prepend(told);
}
