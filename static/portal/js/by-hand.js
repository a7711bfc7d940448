// A signature drawn with finger or pen goes along as the file of its field; without scripts the signed sheet is brought.
import { pen } from "./pen.js";

document.querySelectorAll("[data-by-hand]").forEach((field) => {
  const canvas = field.querySelector("[data-pen]");
  const input = field.querySelector("input[type=file]");
  const signature = pen(canvas);
  field.querySelector("[data-drawing]").hidden = false;

  const bring = (...files) => {
    const list = new DataTransfer();
    files.forEach((file) => list.items.add(file));
    input.files = list.files;
  };
  canvas.addEventListener("input", async () => {
    bring(new File([await signature.picture()], "signature.png", { type: "image/png" }));
  });
  field.querySelector("[data-wipe]").addEventListener("click", () => {
    signature.wipe();
    bring();
  });
  input.addEventListener("change", signature.wipe);
});
