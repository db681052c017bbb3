import type { SourceFormat } from "@platen/core";
import type { ZipArchive } from "./zip-archive.ts";

/** The main part's media type says what a package is; templates and binary sheets open like the real thing. */
const formats: readonly (readonly [RegExp, SourceFormat])[] = [
  [/presentationml\.slideshow\.main/, "ppsx"],
  [/presentationml\.(presentation|template)\.main/, "pptx"],
  [/ms-powerpoint\.(presentation|slideshow|template)\.macroenabled\.main/, "pptm"],
  [/wordprocessingml\.(document|template)\.main/, "docx"],
  [/ms-word\.(document|template)\.macroenabled(template)?\.main/, "docm"],
  [/spreadsheetml\.(sheet|template)\.main/, "xlsx"],
  [/ms-excel\.(sheet|template)\.macroenabled\.main/, "xlsm"],
  [/ms-excel\.sheet\.binary\.macroenabled\.main/, "xlsx"],
];

/** What an Office Open XML package holds; undefined when its list of media types names no main part that is converted. */
export function openXmlFormat(archive: ZipArchive): SourceFormat | undefined {
  const list = archive.find("[Content_Types].xml");
  if (list === undefined) return undefined;
  const types = archive.readStart(list, 65_536).toString("utf8").toLowerCase();
  return formats.find(([mainType]) => mainType.test(types))?.[1];
}
