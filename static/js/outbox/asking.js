// What the server says to entries that are sent to it, by whatever way they went: in a page or in the service worker.

/**
 * Sends by `way(token)`, which resolves to {status, isElsewhere, text}, and resolves to the outcomes of these entries of one child,
 * or to a word that says why there are none.
 */
export async function outcomesOf(entries, person, way, isSecondTry = false) {
  try {
    const { status, isElsewhere, text } = await way(await token());
    if (isElsewhere) return "sign-in";
    if (status === 409) return "somebody-else";
    if (status === 403 && !isSecondTry) {
      await renewToken(entries[0].to);
      return await outcomesOf(entries, person, way, true);
    }
    if (status === 404) return notFound(entries, person, text);
    if (status !== 200) return "later";
    const { outcomes } = JSON.parse(text);
    return outcomes.length === entries.length ? outcomes : "later";
  } catch {
    return "later"; // no connection, or an answer that broke off: nobody knows what arrived, so it is sent again
  }
}

/** An answer of fetch, which was asked not to follow a redirect, as a way resolves to it. */
export async function read(answer) {
  return { status: answer.status, isElsewhere: answer.type === "opaqueredirect", text: await answer.text() };
}

/** The same sentence for each of the entries; `mend` names it, for a page to say it in its words. */
export const refusedAll = (entries, mend) => entries.map(({ key }) => ({ key, state: "refused", why: "", mend }));

/**
 * The site's page of that name says who is signed in. To somebody else the child is none, and that says nothing of this person;
 * nor does a page that names nobody, as a proxy has one while the site behind it is being renewed.
 */
function notFound(entries, person, html) {
  const [, signedIn] = /<body\b[^>]*\sdata-person="(\d+)"/.exec(html) ?? [];
  if (!signedIn) return "later";
  return Number(signedIn) === person ? refusedAll(entries, "gone") : "somebody-else";
}

/** The child's page, one step above its outbox, brings a new token in its cookie. Nobody reads that page. */
const renewToken = (outbox) =>
  fetch(new URL("../", new URL(outbox, location.href)), { headers: { Purpose: "prefetch" }, cache: "no-store" });

/** Django's token against forged requests, from its cookie. The service worker reads cookies another way. */
async function token() {
  if (globalThis.document) return document.cookie.match(/(?:^|; )crawltrack_csrf=([^;]*)/)?.[1] ?? "";
  return (await globalThis.cookieStore?.get("crawltrack_csrf"))?.value ?? "";
}
