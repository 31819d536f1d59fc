// Every page works without this. With it, a tap answers at once, the timer runs, and times are on this device's clock.
import "./zone.js";
import "./tummy-timer.js";
import "./menu.js";
import "./chips.js";
import "./photos/opening.js";
import "./portraits.js";
import "./offline/register.js";
import "./offline/copy.js";
import "./offline/kept-children.js";
