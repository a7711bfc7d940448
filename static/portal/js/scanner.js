// Where the browser can read QR codes by itself, the camera is looked through until it sees one of this portal's.
const scanner = document.querySelector("[data-scanner]");

if (scanner && "BarcodeDetector" in window && navigator.mediaDevices) {
  const [button, told] = ["button", "[role=status]"].map((part) => scanner.querySelector(part));
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, hidden: true });
  video.className = "w-100 mt-2";
  button.after(video);
  const reader = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;
  scanner.hidden = false;

  // Only the page people stand on is opened, whatever host a code names.
  const ours = (text) => {
    const link = URL.canParse(text) ? new URL(text) : null;
    const said = link && link.searchParams;
    if (!link || link.host !== location.host || !said.get("number") || !said.get("code")) return "";
    return `${location.pathname}?${new URLSearchParams({ number: said.get("number"), code: said.get("code") })}`;
  };
  const stop = () => {
    for (const track of stream ? stream.getTracks() : []) track.stop();
    stream = null;
    video.hidden = true;
  };
  const look = async () => {
    if (!stream) return;
    for (const { rawValue } of await reader.detect(video).catch(() => [])) {
      const address = ours(rawValue);
      if (address) {
        stop();
        location.assign(address);
        return;
      }
      told.textContent = told.dataset.foreign;
    }
    setTimeout(look, 200);
  };
  button.addEventListener("click", async () => {
    if (stream) return stop();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      told.textContent = told.dataset.denied;
      return;
    }
    told.textContent = "";
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    look();
  });
  addEventListener("pagehide", stop);
}
