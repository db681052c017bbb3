import { presentationParts } from "./presentation.ts";
import { xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

/** The first `share` of a document, as a broken upload leaves it. */
export function truncated(document: Uint8Array, share: number): Uint8Array {
  return document.slice(0, Math.floor(document.length * share));
}

/** A small presentation with a part that unpacks to this many bytes of blanks. */
export function createBlankPart(inflatedBytes: number): Uint8Array {
  const parts = presentationParts({ slides: 1 });
  const blanks = new Uint8Array(inflatedBytes).fill(0x20);
  return zipPackage({ ...parts, "ppt/slides/slide2.xml": blanks });
}

/** A presentation whose slide declares one entity and names it once, which no office program writes. */
export function createDeclaredEntity(): Uint8Array {
  const parts = presentationParts({ slides: 1 });
  const slide = String(parts["ppt/slides/slide1.xml"]).replace(xmlHead, "").replace("Slide 1", "&title;");
  const declared = `${xmlHead}<!DOCTYPE p [<!ENTITY title "Slide 1">]>${slide}`;
  return zipPackage({ ...parts, "ppt/slides/slide1.xml": declared });
}

/** A sound zip with a sound list of parts whose presentation is not XML. */
export function createDamagedPresentation(): Uint8Array {
  return zipPackage({ ...presentationParts({ slides: 1 }), "ppt/presentation.xml": "<p:presentation" });
}
