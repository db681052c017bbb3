import type { FileHandle } from "node:fs/promises";
import type { Family, SourceFormat } from "@platen/core";
import { maxPrologBytes } from "../check-zip.ts";
import { growthBy } from "../document-type.ts";
import type { SourceContent } from "../source-content.ts";
import { SourceExcess } from "../source-excess.ts";
import type { SourceLimits } from "../source-limits.ts";
import { decodeXml, readProlog } from "../xml-prolog.ts";
import { type StartTag, visitStartTags } from "../xml-tags.ts";

/**
 * What a document that is one XML file holds, by its root element. Fails with SourceExcess for one that is too large, or
 * that declares entities which could be multiplied without bound or lie in other files.
 */
export async function xmlContent(file: FileHandle, limits: SourceLimits): Promise<SourceContent> {
  const { size: fileBytes } = await file.stat();
  if (fileBytes > limits.maxXmlPartBytes)
    throw new SourceExcess(`it is XML of more than ${limits.maxXmlPartBytes} bytes`);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(maxPrologBytes), 0, maxPrologBytes, 0);
  const content = contentOfXml(buffer.subarray(0, bytesRead), fileBytes, limits);
  // LibreOffice opens it packed only.
  const isUnpacked = content.kind === "document" && content.format === "gnumeric";
  return isUnpacked ? { kind: "other", name: "a Gnumeric file that is not packed", isKnown: true } : content;
}

/** By the beginning of the file, which may be all of it. */
export function contentOfXml(start: Buffer, fileBytes: number, limits: SourceLimits): SourceContent {
  const text = decodeXml(start).replace(/^\ufeff/, "");
  const prolog = readProlog(
    text,
    start.length === fileBytes,
    (declarations) => fileBytes * growthBy(declarations) <= limits.maxInflatedBytes,
  );
  if (prolog === "entities") throw new SourceExcess("it declares entities", entitiesDeclared);
  const root = prolog === "harmless" ? rootOf(text) : undefined;
  // Where no root is seen, declarations may still come.
  if (root === undefined) throw new SourceExcess("it does not begin as XML does");
  if (root.fullName === "pkg:package") return { kind: "flat-package" };
  const found = kindOfRoot(root);
  return found === undefined
    ? { kind: "other", name: "an XML file of another program", isKnown: true, isMarkup: true }
    : { kind: "document", encryption: "none", warnings: [], ...found };
}

const entitiesDeclared =
  "The file declares entities (<!ENTITY …>) that may name other files or be multiplied without bound, so it is not opened. Save it without a document type, or in another format.";

/** A tag may be longer than what is looked at: then it is none that is known. */
function rootOf(text: string): StartTag | undefined {
  let root: StartTag | undefined;
  visitStartTags(text.slice(0, maxRootCharacters), (tag) => {
    root ??= tag;
  });
  return root;
}

/** Enough for every namespace that a program declares. */
const maxRootCharacters = 65_536;

interface Kind {
  readonly format: SourceFormat;
  readonly family?: Family;
}

function kindOfRoot(root: StartTag): Kind | undefined {
  const prefix = root.fullName.slice(0, Math.max(0, root.fullName.length - root.name.length - 1));
  const namespace = root.attribute(prefix || "xmlns") ?? "";
  if (root.name === "document" && namespace.startsWith("urn:oasis:names:tc:opendocument:"))
    return flatOpenDocuments[(root.attribute("mimetype") ?? "").replace(/^.*opendocument\./, "")];
  if (root.name === "UOF") return uniformOffice[root.attribute("mimetype") ?? ""];
  if (root.name === "Workbook") return namespace.includes("gnumeric") ? { format: "gnumeric" } : sheetXml;
  return roots[root.name];
}

const sheetXml: Kind = { format: "xml", family: "sheet" };

const uniformOffice: Readonly<Record<string, Kind>> = {
  "vnd.uof.text": { format: "uot" },
  "vnd.uof.spreadsheet": { format: "uos" },
  "vnd.uof.presentation": { format: "uop" },
};

const flatOpenDocuments: Readonly<Record<string, Kind>> = {
  text: { format: "fodt" },
  spreadsheet: { format: "fods" },
  presentation: { format: "fodp" },
  graphics: { format: "fodg" },
};

const roots: Readonly<Record<string, Kind>> = {
  // Word 2003.
  wordDocument: { format: "xml" },
  html: { format: "xhtml" },
  svg: { format: "svg" },
  math: { format: "mml" },
  abiword: { format: "abw" },
  VisioDocument: { format: "vdx" },
  FictionBook: { format: "fb2" },
  // DocBook.
  article: { format: "xml" },
  book: { format: "xml" },
};
