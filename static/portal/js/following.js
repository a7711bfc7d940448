// Fields that only matter for one answer appear with it.
const answers = (field, value) =>
  field.type === "select-one" ? field.value === value : field.checked && field.value === value;

const follow = () =>
  document.querySelectorAll("[data-shown-by]").forEach((box) => {
    const fields = [...document.getElementsByName(box.dataset.shownBy)];
    if (fields.length) box.hidden = !fields.some((field) => answers(field, box.dataset.shownWhen));
  });

document.addEventListener("change", follow);
follow();
