import type { SourceFormat } from "@platen/core";

const hexOf = (text: string) => Buffer.from(text, "latin1").toString("hex");
/** Patterns of hexadecimal digits at a place, counted in bytes. */
const at = (place: number, ...patterns: string[]) =>
  new RegExp(`^[0-9a-f]{${2 * place}}(${patterns.join("|")})`);
const first = (...patterns: string[]) => at(0, ...patterns);
const words = (...texts: string[]) => first(...texts.map(hexOf));
const forAll = (formats: readonly SourceFormat[], beginning: RegExp) =>
  formats.map((format) => [format, beginning] as const);

const compoundFile = "d0cf11e0";
const palmKinds = ["TEXtREAd", "TEXtTlDc", "zTXTGPlm", "DataPlkr", "PNRdPPrs", "ToGoToGo", "BDOCWrdS"];
const blank = "(20|09|0d|0a)";

/**
 * Formats that only LibreOffice can tell apart by their content, and how their files begin: what begins as its name says
 * is believed, and what it holds after all is found out in the jail. Without that look LibreOffice would take anything
 * for text. Undefined where nothing tells, and where LibreOffice opens nothing else.
 */
const believed: ReadonlyMap<SourceFormat, RegExp | undefined> = new Map<SourceFormat, RegExp | undefined>([
  ...forAll(["sdd", "sdw", "sdc", "sda", "pub"], first(compoundFile)),
  ...forAll(["wpd", "wpg"], words("\u00ffWPC")),
  ["wps", first(compoundFile, "0[1-9a-f]fe")],
  ["wri", first("3[12]be")],
  ["lwp", words("WordPro")],
  ["hwp", first(hexOf("HWP Document File"))],
  ["cwk", at(4, hexOf("BOBO"))],
  ...forAll(["mcw", "mw"], first("000[2-8]")),
  ["pdb", at(60, ...palmKinds.map(hexOf))],
  ["psw", words("{\\pwi")],
  ["602", first("40(4[1-9a-f]|5[0-9a]){2}20")],
  ["slk", first(`${blank}{0,9}${hexOf("ID;")}`)],
  ["dif", first(`${blank}{0,9}${hexOf("TABLE")}`)],
  ...forAll(["123", "wk1", "wk3", "wk4", "wks", "wb2"], first("0000(02|1a)00", "ff000200")),
  ["dbf", first("0[2-5]", "3[0-2]", "43", "63", "7b", "8[37b-e]", "b3", "cb", "e5", "f5", "fb")],
  ["vsd", first(compoundFile, hexOf("Visio (TM) Drawing"))],
  ["cdr", words("RIFF", "WL")],
  ["cmx", words("RIFF")],
  ["fh", first(hexOf("AGD"), `${hexOf("FH")}3[0-9]`)],
  ["dxf", first(`${blank}{0,9}(30|393939)${blank}`, hexOf("AutoCAD Binary DXF"))],
  ["cgm", first("00[23][0-9a-f]")],
  ["emf", at(40, hexOf(" EMF"))],
  ["wmf", first("d7cdc69a", "0[12]000900")],
  ...forAll(["emz", "wmz"], first("1f8b")),
  ["eps", first(hexOf("%!PS"), "c5d0d3c6")],
  ["svm", words("VCLMTF", "SVGDI")],
  ["psd", words("8BPS")],
  ...forAll(["pbm", "pgm", "ppm"], first(`503[1-6]${blank}`)),
  ["pcx", first("0a0[0-5]")],
  ["xbm", first(`${blank}{0,9}(${hexOf("#define")}|${hexOf("/*")})`)],
  ["xpm", first(`${blank}{0,9}(${hexOf("! XPM2")}|${hexOf("/*")})`)],
  ["ras", first("59a66a95")],
  ["pcd", at(2_048, hexOf("PCD_IPI"))],
  ["tga", undefined],
  ["pct", undefined],
  ["pict", undefined],
  ["met", undefined],
]);

const packed: ReadonlySet<SourceFormat> = new Set(["key", "pages", "numbers", "cdr"] as const);

/** How a file is stored whose content says nothing more. */
export type Container = "zip" | "other";

/** How much of a file `isBelieved` wants to see. */
export const believedBytes = 2_100;

/** Whether a file of this name is to be opened by LibreOffice, which alone knows the format. `head`: how it begins. */
export function isBelieved(format: SourceFormat, container: Container, head: Buffer): boolean {
  if (container === "zip") return packed.has(format);
  return believed.has(format) && (believed.get(format)?.test(head.toString("hex")) ?? true);
}

/** Whether the name says what a source is, so that what LibreOffice made of it must be looked at. */
export function isOnlyNamed(format: SourceFormat): boolean {
  return believed.has(format) || packed.has(format);
}
