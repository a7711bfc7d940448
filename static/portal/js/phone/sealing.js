// What is taken down is sealed on the spot: the hash is of the very text that is kept and sent.
const SIDE = 1600; // pixels: enough to read a notice, small enough to send

export const canSeal = () => Boolean(window.crypto && crypto.subtle && window.indexedDB);

export const sha256 = async (bytes) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");

/** A photo made smaller; where it was taken stays behind with the rest of what a camera writes into it. */
export const smaller = async (file) => {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    return made || file;
  } catch {
    return file; // a picture this browser cannot show, HEIC say: the portal can
  }
};

/** Record, seal and key of what was taken down. `files`: [{kind, blob}]. */
export const sealed = async (told, files) => {
  const named = [];
  for (const { kind, blob } of files) named.push({ digest: await sha256(await blob.arrayBuffer()), kind });
  const record = JSON.stringify({ v: 1, ...told, files: named });
  const seal = await sha256(new TextEncoder().encode(record));
  return { key: crypto.randomUUID(), seal, record, files: files.map(({ blob }) => blob) };
};
