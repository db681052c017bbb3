import type { FontsReport } from "@platen/converter";
import type { Log } from "@platen/program";

/** What became of the folder of FONTS_PATH. Its files are the operator's, so they may be named. */
export function logFonts(log: Log, report: FontsReport): void {
  if (report.outcome === "kept") {
    log.warn(
      { problem: report.problem },
      "FONTS_PATH cannot be used as it is now; documents are drawn as before",
    );
    return;
  }
  const { files, families, leftOut } = report;
  const facts = { files, families };
  if (leftOut.length === 0) log.info(facts, "documents are drawn with the fonts of FONTS_PATH, too");
  else
    log.warn(
      { ...facts, leftOut },
      "some files of FONTS_PATH are no fonts or cannot be read; the others are used",
    );
}
