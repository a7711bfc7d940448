// Where the browser can read QR codes by itself, the camera is looked through until it sees one of a certificate; it needs
// no network.
const EVERY = 200; // ms between two looks

export const canScan = () => "BarcodeDetector" in window && Boolean(navigator.mediaDevices);

/** The text of a code when it leads to a certificate of the portal one stands on; else "". */
const ofCertificate = (text) => {
  const link = URL.canParse(text) ? new URL(text) : null;
  const said = link && link.searchParams;
  return link && link.host === location.host && said.get("number") && said.get("code") ? text : "";
};

/** `box` holds a button and where it is told; `found` gets the text of the first code of a certificate. */
export const scanWith = (box, found) => {
  const [button, told] = ["button", "[role=status]"].map((part) => box.querySelector(part));
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, hidden: true });
  video.className = "w-100 mt-2";
  button.after(video);
  const reader = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;
  box.hidden = false;

  const stop = () => {
    for (const track of stream ? stream.getTracks() : []) track.stop();
    stream = null;
    video.hidden = true;
  };
  const look = async () => {
    if (!stream) return;
    if (!box.offsetParent) return stop(); // who has gone back looks through no camera
    for (const { rawValue } of await reader.detect(video).catch(() => [])) {
      if (ofCertificate(rawValue)) {
        stop();
        told.textContent = told.dataset.read || "";
        found(rawValue);
        return;
      }
      told.textContent = told.dataset.foreign;
    }
    setTimeout(look, EVERY);
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
};
