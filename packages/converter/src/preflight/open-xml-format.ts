import type { SourceFormat } from "@platen/core";
import { decodeXml } from "./xml-prolog.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** The main part's media type says what a package is; templates open like the real thing. */
const formats: readonly (readonly [RegExp, SourceFormat])[] = [
  [/presentationml\.slideshow\.main/, "ppsx"],
  [/presentationml\.(presentation|template)\.main/, "pptx"],
  [/ms-powerpoint\.(presentation|slideshow|template)\.macroenabled\.main/, "pptm"],
  [/wordprocessingml\.(document|template)\.main/, "docx"],
  [/ms-word\.(document|template)\.macroenabled(template)?\.main/, "docm"],
  [/spreadsheetml\.(sheet|template)\.main/, "xlsx"],
  [/ms-excel\.(sheet|template)\.macroenabled\.main/, "xlsm"],
  [/ms-excel\.sheet\.binary\.macroenabled\.main/, "xlsb"],
  [/ms-visio\.(drawing|stencil|template)\.main/, "vsdx"],
  [/ms-visio\.(drawing|stencil|template)\.macroenabled\.main/, "vsdm"],
];

/** Twenty thousand parts that each have a media type of their own. */
const maxListBytes = 4_194_304;

/** What an Office Open XML package holds; undefined when its list of media types names no main part that is converted. */
export async function openXmlFormat(archive: ZipArchive): Promise<SourceFormat | undefined> {
  const list = archive.find("[Content_Types].xml");
  if (list === undefined) return undefined;
  const types = decodeXml((await archive.readStart(list, maxListBytes)).bytes).toLowerCase();
  return formats.find(([mainType]) => mainType.test(types))?.[1];
}
