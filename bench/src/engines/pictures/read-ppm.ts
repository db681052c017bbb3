/** A picture as `pdftoppm` writes it: three bytes for each pixel, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8Array;
}

const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/;

/** Fails for anything but a complete binary PPM with 8 bits per sample. */
export function readPpm(file: Uint8Array): Picture {
  const start = Buffer.from(file.subarray(0, 64)).toString("latin1");
  const [whole = "", width, height] = header.exec(start) ?? [];
  const picture = { width: Number(width), height: Number(height), samples: file.subarray(whole.length) };
  if (whole === "" || picture.samples.length !== picture.width * picture.height * 3)
    throw new Error("This is not a complete PPM picture with 8 bits per sample.");
  return picture;
}
