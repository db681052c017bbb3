import { presentationParts } from "./presentation.ts";
import { xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

/** The first `share` of a document, as a broken upload leaves it. */
export function truncated(document: Uint8Array, share: number): Uint8Array {
  return document.slice(0, Math.floor(document.length * share));
}

/** A small presentation with a part that unpacks to this many bytes of blanks. */
export function createZipBomb(inflatedBytes: number): Uint8Array {
  const parts = presentationParts({ slides: 1 });
  const blanks = new Uint8Array(inflatedBytes).fill(0x20);
  return zipPackage({ ...parts, "ppt/slides/slide2.xml": blanks });
}

/** A presentation whose slide multiplies an entity by 10 to the power of `depth`. */
export function createEntityBomb(depth: number): Uint8Array {
  const parts = presentationParts({ slides: 1 });
  const entities = Array.from(
    { length: depth },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  );
  const slide = String(parts["ppt/slides/slide1.xml"]).replace(xmlHead, "").replace("Slide 1", `&e${depth};`);
  const declared = `${xmlHead}<!DOCTYPE p [<!ENTITY e0 "ha">${entities.join("")}]>${slide}`;
  return zipPackage({ ...parts, "ppt/slides/slide1.xml": declared });
}

/** A sound zip with a sound list of parts whose presentation is not XML. */
export function createDamagedPresentation(): Uint8Array {
  return zipPackage({ ...presentationParts({ slides: 1 }), "ppt/presentation.xml": "<p:presentation" });
}
