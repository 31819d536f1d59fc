// What became of one entry.

import { waiting } from "./outbox.js";

const PATIENCE = 8_000; // ms; whoever logs should not look at a page that does nothing for longer
const TROUBLES = ["later", "sign-in", "somebody-else", "cannot-keep"];

/**
 * Resolves to the entry as it is once the server has answered, {state: "done"} or one that is "refused"; or, when that takes too
 * long or cannot be now, to it as it waits, with what is the `trouble`.
 */
export const outcomeOf = (entry) => whenSettled(entry, TROUBLES, PATIENCE);

/** The same, however long it takes. Neither resolves any more once somebody goes to another page by themselves. */
export const settledAtLast = (entry) => whenSettled(entry, []);

function whenSettled(entry, troubles, patience) {
  return new Promise((resolve) => {
    let isOver = false;
    const heard = ({ detail }) => look(troubles.includes(detail) ? detail : "");
    const timer = patience && setTimeout(() => end({ ...entry, trouble: "later" }), patience);
    const stop = () => {
      clearTimeout(timer);
      removeEventListener("outbox", heard);
      removeEventListener("beforeunload", stop);
      isOver = true;
    };
    const end = (outcome) => {
      if (isOver) return;
      stop();
      resolve(outcome);
    };
    const look = async (trouble) => {
      const now = (await waiting()).find(({ key }) => key === entry.key);
      if (!now) end({ ...entry, state: "done" });
      else if (now.state === "refused") end(now);
      else if (trouble) end({ ...now, trouble });
    };
    addEventListener("outbox", heard);
    addEventListener("beforeunload", stop);
    look("");
  });
}

/** The key of what waits and begins this session, a tap or a timer: the server may know the session by another name. */
export async function tapOf(session) {
  const tap = (await waiting()).find(({ kind, said }) => ["tap", "timer"].includes(kind) && said.session === session);
  return tap ? { tap: tap.key } : {};
}
