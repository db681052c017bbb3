import { presentationParts } from "./presentation.ts";
import { zipPackage } from "./zip-package.ts";

/** A presentation whose picture lies at this address: LibreOffice as it comes asks there for it. */
export function createLinkedPicture(address: string): Uint8Array {
  const parts = presentationParts({ slides: [{ picture: new Uint8Array(1) }] });
  const relationships = String(parts["ppt/slides/_rels/slide1.xml.rels"]);
  const slide = String(parts["ppt/slides/slide1.xml"]);
  return zipPackage({
    ...parts,
    "ppt/slides/slide1.xml": slide.replace("r:embed", "r:link"),
    "ppt/slides/_rels/slide1.xml.rels": relationships.replace(
      'Target="../media/image1.png"',
      `Target="${address}/picture.png" TargetMode="External"`,
    ),
  });
}
