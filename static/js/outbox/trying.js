// One kind of sending: one try at a time, once more when it was asked for meanwhile, and later, with pauses that grow, as long as
// there is no answer.

import { tell } from "./told.js";

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 5 * 60_000;

/** Does `work` while no tab does other work of that name. Without https a browser has no locks: then two may send the same, and it is taken once. */
export const whileNobodyElse = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

export class Trying {
  #pause = FIRST_PAUSE;
  #again; // the timer of the next try
  #going; // the promise of the try that is going on
  #isWanted; // somebody asked for sending since that try began to look

  /** `sendAll(person)` sends, and resolves to how it went; when that was "later", `tryAgain(person)` is called after a while. */
  constructor(name, sendAll, tryAgain) {
    Object.assign(this, { name, sendAll, tryAgain });
  }

  /** Resolves to how it went: as `told.js` has it. */
  now(person) {
    this.#isWanted = true;
    this.#going ??= this.#whileWanted(person)
      .catch(() => tell("cannot-keep"))
      .finally(() => {
        this.#going = undefined;
      });
    return this.#going;
  }

  /** The next pause is the shortest again. */
  hurry() {
    this.#pause = FIRST_PAUSE;
  }

  async #whileWanted(person) {
    let outcome;
    clearTimeout(this.#again);
    while (this.#isWanted) {
      this.#isWanted = false;
      outcome = await whileNobodyElse(this.name, () => this.sendAll(person));
    }
    if (outcome === "later") {
      this.#again = setTimeout(() => this.tryAgain(person), this.#pause * (0.75 + Math.random() / 2));
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    } else {
      this.hurry();
    }
    return outcome;
  }
}
