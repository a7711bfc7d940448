// What was sent from this tab stays in it until a page of the portal answers; when that is the page to sign in
// or tells a failure, it was not taken, and it comes back as it was typed.
const SENT = "sent:";
const KEPT = "draft:";

const notTaken = document.querySelector("form[data-sign-in], [data-not-taken]");
Object.keys(sessionStorage)
  .filter((key) => key.startsWith(SENT))
  .forEach((key) => {
    if (notTaken) sessionStorage.setItem(KEPT + key.slice(SENT.length), sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
  });

/** What a form holds as pairs of name and value, files and token apart. */
export const typed = (form, ...without) =>
  [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", ...without].includes(name),
  );

/** What a form says, for saving it meanwhile: a chosen file goes in when it is sent, once. */
export const words = (form) => {
  const said = new FormData(form);
  [...said].filter(([, value]) => value instanceof File).forEach(([name]) => said.delete(name));
  return said;
};

/** Puts pairs of name and value back: changed answers and ticks too, and the version they stood on, so that the
 *  server tells when somebody wrote meanwhile. */
export const putBack = (form, words) =>
  [...form.elements].forEach((field) => {
    if (!field.name || field.name === "csrfmiddlewaretoken" || ["submit", "button", "file"].includes(field.type)) return;
    const values = words.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) [...field.options].forEach((option) => (option.selected = values.includes(option.value)));
    else if (values.length) field.value = values[0];
  });

const store = (key, words) => sessionStorage.setItem(key, JSON.stringify(words));

export const keep = (name, words) => store(KEPT + name, words);
export const keepUntilAnswered = (name, words) => store(SENT + name, words);
export const forget = (name) => sessionStorage.removeItem(KEPT + name);
export const kept = (name) => JSON.parse(sessionStorage.getItem(KEPT + name));
