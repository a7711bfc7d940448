// A field to sign in with a finger or a pen; empty until somebody draws.
export const pen = (canvas) => {
  const context = canvas.getContext("2d");
  let drawn = false;
  let last = null;

  const wipe = () => {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  const line = (from, to) => {
    context.strokeStyle = "#000";
    context.lineWidth = 3;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
  };

  canvas.addEventListener("pointerdown", (event) => {
    last = place(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = place(event);
    line(last, next);
    last = next;
    drawn = true;
  });
  ["pointerup", "pointercancel"].forEach((name) =>
    canvas.addEventListener(name, () => {
      if (last && drawn) canvas.dispatchEvent(new Event("input", { bubbles: true }));
      last = null;
    }),
  );

  wipe();
  return {
    wipe,
    isDrawn: () => drawn,
    picture: () => (drawn ? new Promise((resolve) => canvas.toBlob(resolve, "image/png")) : null),
    show: async (blob) => {
      wipe();
      if (!blob) return;
      context.drawImage(await createImageBitmap(blob), 0, 0);
      drawn = true;
    },
  };
};
