import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";

/** How a run of LibreOffice ended, as its launcher wrote it down. */
export interface RunRecord {
  /** Undefined when LibreOffice was ended from outside. */
  readonly status?: number;
  readonly signal?: string;
  readonly cpuSeconds: number;
  /** The document was opened; what went wrong then was the export. */
  readonly isLoaded: boolean;
  /** The end of what LibreOffice said, for the log. */
  readonly output: string;
}

/** Reads what the launcher left in its folder, and `loadedMark`; what is missing there was never known. */
export async function readRunRecord(record: string, loadedMark: string): Promise<RunRecord> {
  const output = await readFile(join(record, "output"), "utf8").catch(() => "");
  const ended = await readFile(join(record, "ended"), "utf8").catch(() => "");
  const [status, , children = ""] = ended.split("\n");
  const cpuSeconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
  // soffice names its filter when it begins to save; the macro leaves a mark.
  const isLoaded = /using filter|verify input parameters/i.test(output) || existsSync(loadedMark);
  const said = { output, cpuSeconds, isLoaded };
  return status === undefined || status === "" ? said : { ...said, ...endOf(Number(status)) };
}

function endOf(status: number): { status: number; signal?: string } {
  const signal = Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
  return { status, ...(signal !== undefined && { signal }) };
}
