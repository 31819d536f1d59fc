// Why an entry was not taken, in sentences.

import { gettext } from "../words.js";

/** What the server cannot say itself, because nothing of it arrived, or it knows nothing of the child. */
const OURS = {
  gone: ({ name }) => gettext("%(name)s is not shared with you any more, or was deleted.", { name }),
  "too-large": () => gettext("This picture is too large to be sent."),
  lost: () => gettext("This picture is not on this phone any more."),
};

/** Whether sending it again is of no use. */
export const isFinal = ({ mend }) => mend in OURS;

export function whyOf(entry) {
  const { why, errors, mend } = entry;
  const sentences = [OURS[mend]?.(entry) ?? why, ...Object.values(errors ?? {}).flat()];
  return [...new Set(sentences.filter(Boolean))];
}
