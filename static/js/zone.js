// Tells the server which clock this device is on, so that a log made on the road keeps the day it was made.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (zone) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const { pathname } = new URL("../../", import.meta.url); // the root of the site, also where that lies below a path
  document.cookie = `zone=${zone}; Path=${pathname}; Max-Age=31536000; SameSite=Lax${secure}`;
}
