import type { SourceFormat } from "@platen/core";
import type { Encryption } from "./source-content.ts";
import { decodeXml } from "./xml-prolog.ts";
import { visitStartTags } from "./xml-tags.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** By media type; templates open like the real thing. */
const formats: ReadonlyMap<string, SourceFormat> = new Map([
  ...named("application/vnd.oasis.opendocument.", [
    ["presentation", "odp"],
    ["text", "odt"],
    ["spreadsheet", "ods"],
    ["graphics", "odg"],
    ["formula", "odf"],
    ["text-master", "odm"],
    ["text-web", "oth"],
    ["presentation-template", "odp"],
    ["text-template", "odt"],
    ["spreadsheet-template", "ods"],
    ["graphics-template", "odg"],
  ]),
  // OpenOffice.org 1.
  ...named("application/vnd.sun.xml.", [
    ["impress", "sxi"],
    ["writer", "sxw"],
    ["calc", "sxc"],
    ["draw", "sxd"],
    ["math", "sxm"],
    ["writer.global", "sxg"],
    ["impress.template", "sxi"],
    ["writer.template", "sxw"],
    ["calc.template", "sxc"],
    ["draw.template", "sxd"],
  ]),
]);

function named(start: string, rows: readonly (readonly [kind: string, format: SourceFormat])[]) {
  return rows.map(([kind, format]) => [start + kind, format] as const);
}

const mediaTypeStart = /^application\/vnd\.(oasis\.opendocument|sun\.xml)\./;

export interface OpenDocument {
  /** Undefined for charts, databases and other kinds that are not converted. */
  readonly format: SourceFormat | undefined;
  readonly mediaType: string;
  readonly encryption: Encryption;
}

/** Longer than any media type. */
const maxMediaTypeBytes = 200;
/** Twenty thousand parts that are not encrypted. The first part of an encrypted document tells that it is. */
const maxManifestBytes = 4_194_304;

/** What an OpenDocument package holds, by its `mimetype`, or by its manifest where that is missing. */
export async function openDocument(archive: ZipArchive): Promise<OpenDocument | undefined> {
  const read = async (name: string, maxBytes: number) => {
    const part = archive.find(name);
    return part === undefined ? "" : decodeXml((await archive.readStart(part, maxBytes)).bytes);
  };
  const manifest = readManifest(await read("META-INF/manifest.xml", maxManifestBytes));
  const mediaType = (await read("mimetype", maxMediaTypeBytes)).trim() || manifest.mediaType;
  if (!mediaTypeStart.test(mediaType)) return undefined;
  const encryption = archive.find("encrypted-package") === undefined ? manifest.encryption : "one-part";
  return { format: formats.get(mediaType), mediaType, encryption };
}

function readManifest(xml: string): { mediaType: string; encryption: Encryption } {
  let mediaType: string | undefined;
  let encryption: Encryption = "none";
  visitStartTags(xml, (tag) => {
    if (tag.name === "encryption-data") encryption = "usual";
    if (mediaType === undefined && tag.name === "file-entry" && tag.attribute("full-path") === "/") {
      mediaType = tag.attribute("media-type")?.slice(0, maxMediaTypeBytes) ?? "";
    }
  });
  return { mediaType: mediaType ?? "", encryption };
}
