// The fields of the full form, read and filled in: {when, zone, minutes, note, seen} as an entry of the outbox has them.

const TEXTS = ["when", "zone", "minutes", "note"];
const boxes = (form) => [...form.querySelectorAll("[name=seen]")];
const tickedAmong = (all) => all.map(({ value }) => value);

/** What is typed now. */
export const typed = (form) => ({
  ...Object.fromEntries(TEXTS.map((name) => [name, form.elements[name].value])),
  seen: tickedAmong(boxes(form).filter(({ checked }) => checked)),
});

/** What the form said before anybody typed, also where a browser puts back what was typed before a reload. */
export const firstShown = (form) => ({
  ...Object.fromEntries(TEXTS.map((name) => [name, form.elements[name].defaultValue])),
  seen: tickedAmong(boxes(form).filter(({ defaultChecked }) => defaultChecked)),
});

/** Whether the form says other than it did before anybody typed. */
export const isTouched = (form) => JSON.stringify(typed(form)) !== JSON.stringify(firstShown(form));

/** Shows `fields` as if the form had come with them. */
export function begin(form, fields) {
  for (const name of TEXTS) form.elements[name].defaultValue = fields[name];
  for (const box of boxes(form)) box.defaultChecked = fields.seen.includes(box.value);
  type(form, fields);
}

/** Shows `fields` as if somebody had typed them. */
export function type(form, fields) {
  for (const name of TEXTS) form.elements[name].value = fields[name];
  for (const box of boxes(form)) box.checked = fields.seen.includes(box.value);
}
