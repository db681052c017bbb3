import { visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Where people print on Letter, as the Unicode locale data has it. All others print on A4. */
const letterCountries: ReadonlySet<string> = new Set("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split(" "));

export type DefaultPaper = "A4" | "Letter";

/** The paper of documents that name none, by a locale such as en-US. */
export function defaultPaperOf(locale: string): DefaultPaper {
  return letterCountries.has(locale.split("-")[1] ?? "") ? "Letter" : "A4";
}

/** In twentieths of a point. */
const sizes = { A4: [11_906, 16_838], Letter: [12_240, 15_840] } as const;

/** Whether a Word document names no paper, or only how it lies. Costs next to nothing. */
export function lacksPaper(bytes: Buffer): boolean {
  let at = bytes.indexOf("pgSz ");
  if (at === -1) return true;
  for (; at !== -1; at = bytes.indexOf("pgSz ", at + 1)) {
    const [tag = ""] = bytes.toString("latin1", at, at + maxTagBytes).split(">", 1);
    if (!/\s(?:\w+:)?[wh]\s*=/.test(tag)) return true;
  }
  return false;
}

const maxTagBytes = 400;

/**
 * A Word document that names no paper, or only how it lies, with one: LibreOffice takes Letter everywhere. Takes the
 * document's part, in one pass from left to right; undefined where it names one.
 */
export function withWordPaper(xml: string, paper: DefaultPaper): string | undefined {
  const edits: XmlEdit[] = [];
  const completed: XmlEdit[] = [];
  let namesPaper = false;
  let prefix: string | undefined;
  visitStartTags(xml, (tag) => {
    if (tag.name === "body") prefix ??= tag.fullName.slice(0, -"body".length);
    else if (prefix === undefined) return;
    else if (tag.name === "pgSz") {
      namesPaper = true;
      if (tag.attribute("w") !== undefined || tag.attribute("h") !== undefined) return;
      const at = tag.start + 1 + tag.fullName.length;
      const sides = sidesOf(paper, tag.attribute("orient") === "landscape", prefix);
      completed.push({ at, to: at, text: ` ${sides}` });
    } else if (tag.name === "sectPr") {
      const size = `<${prefix}pgSz ${sidesOf(paper, false, prefix)}/>`;
      const isClosed = xml[tag.end - 2] === "/";
      edits.push(
        isClosed
          ? { at: tag.end - 2, to: tag.end, text: `>${size}</${tag.fullName}>` }
          : { at: tag.end, to: tag.end, text: size },
      );
    }
  });
  if (namesPaper) return edited(xml, completed);
  if (prefix === undefined) return undefined;
  if (edits.length === 0) {
    const end = xml.lastIndexOf(`</${prefix}body>`);
    if (end === -1) return undefined;
    const size = `<${prefix}pgSz ${sidesOf(paper, false, prefix)}/>`;
    edits.push({ at: end, to: end, text: `<${prefix}sectPr>${size}</${prefix}sectPr>` });
  }
  return edited(xml, edits);
}

function sidesOf(paper: DefaultPaper, isLandscape: boolean, prefix: string): string {
  const [short, long] = sizes[paper];
  const [width, height] = isLandscape ? [long, short] : [short, long];
  return `${prefix}w="${width}" ${prefix}h="${height}"`;
}

/** What an RTF text says behind its head where it is to have this paper. */
export function richTextPaper(paper: DefaultPaper): string {
  const [width, height] = sizes[paper];
  return `\\paperw${width}\\paperh${height} `;
}
