import { contentTypes, openXmlNamespaces, type Relationship, relationships } from "./open-xml.ts";
import { type Slide, slideXml } from "./slide.ts";
import { addAttachments, slideLinks } from "./slide-attachments.ts";
import { slideMasterParts } from "./slide-master.ts";
import { xmlHead } from "./xml.ts";
import { type Parts, zipPackage } from "./zip-package.ts";

export interface PresentationContent {
  /** The slides, or how many numbered ones. */
  readonly slides: number | readonly Slide[];
  readonly kind?: "pptx" | "pptm" | "ppsx";
}

const office = "application/vnd.openxmlformats-officedocument.presentationml";
const mainTypes = {
  pptx: `${office}.presentation.main+xml`,
  pptm: "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
  ppsx: `${office}.slideshow.main+xml`,
} as const;

/** A presentation as PowerPoint writes it, 10 by 7.5 inches. Slide 3 of `slides: 5` says "Slide 3". */
export function createPresentation(content: PresentationContent): Uint8Array {
  return zipPackage(presentationParts(content));
}

/** The parts before they are packed, for documents that are wrong on purpose. */
export function presentationParts({ slides, kind = "pptx" }: PresentationContent): Parts {
  const all = typeof slides === "number" ? numbered(slides) : slides;
  const parts: Record<string, string | Uint8Array> = { ...slideMasterParts };
  const types: Record<string, string> = {
    "ppt/presentation.xml": mainTypes[kind],
    "ppt/slideMasters/slideMaster1.xml": `${office}.slideMaster+xml`,
    "ppt/slideLayouts/slideLayout1.xml": `${office}.slideLayout+xml`,
    "ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
  };
  for (const [index, slide] of all.entries()) {
    const path = `ppt/slides/slide${index + 1}.xml`;
    const links = slideLinks(slide, index + 1);
    parts[path] = slideXml(slide, links);
    parts[`ppt/slides/_rels/slide${index + 1}.xml.rels`] = relationships(links);
    types[path] = `${office}.slide+xml`;
    addAttachments(slide, index + 1, parts, types);
  }
  const hasComments = all.some((slide) => slide.comment !== undefined);
  const hasNotes = all.some((slide) => slide.notes !== undefined);
  const links: Relationship[] = [
    { kind: "slideMaster", target: "slideMasters/slideMaster1.xml" },
    ...all.map((_, index) => ({ kind: "slide", target: `slides/slide${index + 1}.xml` })),
    ...(hasComments ? [{ kind: "commentAuthors", target: "commentAuthors.xml" }] : []),
    ...(hasNotes ? [{ kind: "notesMaster", target: "notesMasters/notesMaster1.xml" }] : []),
  ];
  return {
    "[Content_Types].xml": contentTypes(types),
    "_rels/.rels": relationships([{ kind: "officeDocument", target: "ppt/presentation.xml" }]),
    "ppt/presentation.xml": presentationXml(all.length, hasNotes ? links.length : undefined),
    "ppt/_rels/presentation.xml.rels": relationships(links),
    ...parts,
  };
}

function numbered(count: number): readonly Slide[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `Slide ${index + 1}`,
    text: `This is slide ${index + 1} of ${count}.`,
  }));
}

function presentationXml(slides: number, notesMasterLink: number | undefined): string {
  const list = Array.from(
    { length: slides },
    (_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 2}"/>`,
  );
  const notes =
    notesMasterLink === undefined
      ? ""
      : `<p:notesMasterIdLst><p:notesMasterId r:id="rId${notesMasterLink}"/></p:notesMasterIdLst>`;
  return (
    `${xmlHead}<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ${openXmlNamespaces}>` +
    `<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>${notes}` +
    `<p:sldIdLst>${list.join("")}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>` +
    "</p:presentation>"
  );
}
