import type { SourceFormat } from "@platen/core";

/**
 * Formats that only LibreOffice can tell apart by their content: their names are believed, and what they hold after all
 * is found out in the jail.
 */
const believed = new Set<SourceFormat>([
  ...(["sdd"] as const),
  ...([
    "sdw",
    "wpd",
    "wps",
    "wri",
    "lwp",
    "hwp",
    "uot",
    "uof",
    "cwk",
    "mcw",
    "mw",
    "pdb",
    "psw",
    "602",
  ] as const),
  ...(["sdc", "slk", "dif", "123", "wk1", "wk3", "wk4", "wks", "wb2", "dbf"] as const),
  ...(["sda", "vsd", "pub", "cdr", "cmx", "wpg", "fh", "dxf", "cgm"] as const),
  ...(["emf", "emz", "wmf", "wmz", "eps", "svm", "psd", "tga", "pbm", "pgm", "ppm"] as const),
  ...(["pcx", "xbm", "xpm", "ras", "pct", "pict", "met", "pcd"] as const),
]);

const packed = new Set<SourceFormat>(["key", "pages", "numbers", "cdr"]);

/** How a file is stored whose content says nothing more. */
export type Container = "zip" | "other";

export function isBelieved(format: SourceFormat, container: Container): boolean {
  return container === "zip" ? packed.has(format) : believed.has(format);
}
