import { gzipSync } from "node:zlib";
import type { SourceFormat } from "@platen/core";
import {
  createBitmap,
  createMarkup,
  createOldFile,
  createOpenDocument,
  createRareOpenDocument,
  createSunPackage,
} from "@platen/test-documents";
import { type Saving, saveAllWithOffice } from "../../test-support/save-all-with-office.ts";

type Write = (text: string) => Uint8Array;

/** What code writes. */
const written = {
  html: (text) => createMarkup("html", text),
  htm: (text) => createMarkup("html", text),
  xhtml: (text) => createMarkup("xhtml", text),
  svg: (text) => createMarkup("svg", text),
  svgz: (text) => gzipSync(createMarkup("svg", text)),
  mml: (text) => createMarkup("mml", text),
  fodg: (text) => createMarkup("fodg", text),
  abw: (text) => createMarkup("abw", text),
  zabw: (text) => gzipSync(createMarkup("abw", text)),
  fb2: (text) => createMarkup("fb2", text),
  vdx: (text) => createMarkup("vdx", text),
  gnumeric: (text) => gzipSync(createMarkup("gnumeric", text)),
  sxw: (text) => createSunPackage("sxw", text),
  stw: (text) => createSunPackage("stw", text),
  sxg: (text) => createSunPackage("sxg", text),
  sxc: (text) => createSunPackage("sxc", text),
  sxi: (text) => createSunPackage("sxi", text),
  sxd: (text) => createSunPackage("sxd", text),
  odm: (text) => createRareOpenDocument("odm", text),
  oth: (text) => createRareOpenDocument("oth", text),
  odf: (text) => createRareOpenDocument("odf", text),
  "602": (text) => createOldFile("602", text),
  pdb: (text) => createOldFile("pdb", text),
  wk1: (text) => createOldFile("wk1", text),
  wks: (text) => createOldFile("wks", text),
  dbf: (text) => createOldFile("dbf", text),
  dxf: (text) => createOldFile("dxf", text),
  pbm: () => createBitmap("pbm"),
  pgm: () => createBitmap("pgm"),
  ppm: () => createBitmap("ppm"),
  xbm: () => createBitmap("xbm"),
  xpm: () => createBitmap("xpm"),
  tga: () => createBitmap("tga"),
  ras: () => createBitmap("ras"),
  pcx: () => createBitmap("pcx"),
  psd: () => createBitmap("psd"),
} as const satisfies Partial<Record<SourceFormat, Write>>;

/** What LibreOffice itself saves: from which kind, and by which filter. */
const saved = {
  pot: ["odp", "MS PowerPoint 97 Vorlage"],
  potx: ["odp", "Impress MS PowerPoint 2007 XML Template"],
  otp: ["odp", "impress8_template"],
  fodp: ["odp", "OpenDocument Presentation Flat XML"],
  uop: ["odp", "UOF presentation"],
  dot: ["odt", "MS Word 97 Vorlage"],
  dotx: ["odt", "MS Word 2007 XML Template"],
  ott: ["odt", "writer8_template"],
  fodt: ["odt", "OpenDocument Text Flat XML"],
  xml: ["odt", "MS Word 2003 XML"],
  uot: ["odt", "UOF text"],
  xlt: ["ods", "MS Excel 97 Vorlage/Template"],
  xltx: ["ods", "Calc MS Excel 2007 XML Template"],
  ots: ["ods", "calc8_template"],
  fods: ["ods", "OpenDocument Spreadsheet Flat XML"],
  uos: ["ods", "UOF spreadsheet"],
  dif: ["ods", "DIF"],
  slk: ["ods", "SYLK"],
  odg: ["fodg", "draw8"],
  otg: ["fodg", "draw8_template"],
  emf: ["fodg", "draw_emf_Export"],
  wmf: ["fodg", "draw_wmf_Export"],
  png: ["fodg", "draw_png_Export"],
  jpg: ["fodg", "draw_jpg_Export"],
  gif: ["fodg", "draw_gif_Export"],
  bmp: ["fodg", "draw_bmp_Export"],
  tif: ["fodg", "draw_tif_Export"],
  webp: ["fodg", "draw_webp_Export"],
} as const satisfies Partial<Record<SourceFormat, readonly [from: keyof typeof origins, filter: string]>>;

const origins = {
  odp: (text) => createOpenDocument({ kind: "odp", texts: [text] }),
  odt: (text) => createOpenDocument({ kind: "odt", texts: [text] }),
  ods: (text) => createOpenDocument({ kind: "ods", texts: [text] }),
  fodg: (text) => createMarkup("fodg", text),
} as const satisfies Record<string, Write>;

export const pictures: ReadonlySet<SourceFormat> = new Set([
  ...(["png", "jpg", "gif", "bmp", "tif", "webp", "pbm", "pgm", "ppm"] as const),
  ...(["xbm", "xpm", "tga", "ras", "pcx", "psd"] as const),
]);

type WrittenFormat = keyof typeof written;
type SavedFormat = keyof typeof saved;

/** Those for which there is a document below. */
export const otherFormats = [...Object.keys(written), ...Object.keys(saved)] as (
  | WrittenFormat
  | SavedFormat
)[];

/** A document of each of these formats that says `text`. LibreOffice is started once for all that it has to save. */
export async function otherDocuments(
  formats: readonly SourceFormat[],
  text: string,
): Promise<Map<SourceFormat, Uint8Array>> {
  const savable = formats.filter((format): format is SavedFormat => format in saved);
  const savings = savable.map((to): Saving => {
    const [from, filter] = saved[to];
    return { document: origins[from](text), from, to, filter };
  });
  const documents = await saveAllWithOffice(savings);
  const writable = formats.filter((format): format is WrittenFormat => format in written);
  return new Map([
    ...savable.map((format, index) => [format, documents[index] ?? new Uint8Array()] as const),
    ...writable.map((format) => [format, written[format](text)] as const),
  ]);
}
