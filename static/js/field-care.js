// What wants another look, beside the fields and in a summary above them, as the server's form pack writes it: from
// <template id="form-care"> and <template id="field-care">.

/** Shows {field: [sentence]}, and leads to it. What is about no field stands in the summary alone. */
export function show(form, problems) {
  clear(form);
  const summary = care("#form-care");
  for (const [name, sentences] of Object.entries(problems)) {
    const field = fieldOf(form, name);
    if (field) showAt(field, name, sentences);
    summary.lastElementChild.append(...(field ? [lineAbout(field, sentences[0])] : sentences.map(paragraph)));
  }
  form.prepend(summary);
  summary.focus();
}

export function clear(form) {
  for (const care of form.querySelectorAll(".care")) care.remove();
  for (const field of form.querySelectorAll(".wants-care")) field.classList.remove("wants-care");
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  for (const described of form.querySelectorAll("[aria-describedby]")) describe(described, "");
}

const fieldOf = (form, name) => form.querySelector(`.field:has([name="${name}"])`);

function showAt(field, name, sentences) {
  const error = care("#field-care");
  error.id = `id_${name}_error`;
  error.lastElementChild.append(...sentences.map(paragraph));
  field.classList.add("wants-care");
  field.append(error);
  if (field.matches("fieldset")) return describe(field, error.id);
  const control = field.querySelector(`[name="${name}"]`);
  control.setAttribute("aria-invalid", "true");
  describe(control, error.id);
}

/** The sign, and room for what it says. */
function care(template) {
  const made = document.querySelector(template).content.firstElementChild.cloneNode(true);
  made.append(document.createElement("div"));
  return made;
}

/** The hint goes on being read out with the field. */
function describe(described, error) {
  const ids = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("_error"));
  described.setAttribute("aria-describedby", [...ids, error].filter(Boolean).join(" "));
}

function lineAbout(field, sentence) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  const control = field.querySelector("[name]");
  control.id ||= `id_${control.name}`;
  link.href = `#${control.id}`;
  const words = { label: labelOf(field), sentence };
  link.textContent = document.querySelector("#form-care").dataset.line.replace(/{(label|sentence)}/g, (_all, name) => words[name]);
  line.append(link);
  return line;
}

/** Without the word that it is optional. */
const labelOf = (field) => field.querySelector("label, legend").firstChild.textContent.trim();

const paragraph = (sentence) => Object.assign(document.createElement("p"), { textContent: sentence });
