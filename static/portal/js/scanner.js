// A certificate before the camera: its page is opened here, or what its code says goes into the field that asks for it.
import { canScan, scanWith } from "./camera.js";

const scanner = document.querySelector("[data-scanner]");

// Only the page people stand on is opened, whatever a code names.
const opened = (text) => {
  const said = new URL(text).searchParams;
  location.assign(`${location.pathname}?${new URLSearchParams({ number: said.get("number"), code: said.get("code") })}`);
};

if (scanner && canScan()) {
  const field = document.getElementById(scanner.dataset.into);
  scanWith(scanner, (text) => (field ? (field.value = text) : opened(text)));
}
