// Fields that only matter for one answer appear with it.
const answers = (field, values) =>
  field.type === "select-one" ? values.includes(field.value) : field.checked && values.includes(field.value);

const follow = () =>
  document.querySelectorAll("[data-shown-by]").forEach((box) => {
    const fields = [...document.getElementsByName(box.dataset.shownBy)];
    if (fields.length) box.hidden = !fields.some((field) => answers(field, box.dataset.shownWhen.split(" ")));
  });

document.addEventListener("change", follow);
document.addEventListener("rows:shown", follow);
follow();
