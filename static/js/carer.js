// For whoever is signed in: what is logged is kept on this phone until it is sent.
import "./outbox/status.js";
import "./today/today.js";
import "./telling.js";
import "./photos/soon.js";
