import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { freePorts } from "@platen/test/free-ports";
import { type EnginePlace, equipmentOf } from "../engines/open-engines.ts";
import { type Engine, patienceMs, type Task } from "../engines/running/engine.ts";
import type { PdfOptions } from "../engines/running/pdf-options.ts";
import { untilAnswered } from "./until-answered.ts";

/** What Gotenberg calls the options that make a difference to the work. */
const fields = {
  exportBookmarks: "ExportBookmarks",
  exportFormFields: "ExportFormFields",
  exportHiddenSlides: "ExportHiddenSlides",
  exportNotes: "ExportNotes",
  exportNotesInMargin: "ExportNotesInMargin",
  exportNotesPages: "ExportNotesPages",
  losslessImageCompression: "UseLosslessCompression",
  maxImageResolution: "MaxImageResolution",
  quality: "Quality",
  reduceImageResolution: "ReduceImageResolution",
  singlePageSheets: "SinglePageSheets",
  skipEmptyPages: "IsSkipEmptyPages",
} as const;

export interface GotenbergParts {
  /** The program with the LibreOffice part of Gotenberg in it. */
  readonly program: string;
  /** The program by which Gotenberg speaks to LibreOffice. */
  readonly unoconverter: string;
  readonly options: PdfOptions;
}

/** Gotenberg as a server: one LibreOffice that takes one document at a time, started again after every ten. */
export async function openGotenberg(place: EnginePlace, parts: GotenbergParts): Promise<Engine> {
  const { folder, account, environment } = await equipmentOf("gotenberg", place);
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const programs = {
    LIBREOFFICE_BIN_PATH: place.office.program,
    UNOCONVERTER_BIN_PATH: parts.unoconverter,
    QPDF_BIN_PATH: "/usr/bin/qpdf",
    PDFTK_BIN_PATH: "/bin/true",
    EXIFTOOL_BIN_PATH: "/bin/true",
    PDFCPU_BIN_PATH: "/bin/true",
  };
  const args = [
    `--api-port=${port}`,
    "--api-bind-ip=127.0.0.1",
    "--api-timeout=180s",
    "--libreoffice-auto-start",
  ];
  return {
    ...{ name: "Gotenberg", account, slots: 2 },
    async start() {
      const choice = { folder, environment: { ...environment, ...programs }, logFile: place.logFile };
      const child = account.spawn(parts.program, args, choice);
      child.stdout?.resume();
      await untilAnswered("Gotenberg", child, async () => (await fetch(`${url}/health`)).ok);
    },
    convert: (task) =>
      post(`${url}/forms/libreoffice/convert`, task, parts.options).then(
        () => ({}),
        (error: Error) => ({ problem: error.message }),
      ),
    async close() {},
  };
}

async function post(url: string, { source, format, result }: Task, options: PdfOptions): Promise<void> {
  const form = new FormData();
  for (const [field, option] of Object.entries(fields)) {
    const value = options[option]?.value;
    if (value !== undefined) form.set(field, value);
  }
  form.set("updateIndexes", "false");
  form.set("files", await openAsBlob(source), `source.${format}`);
  const answer = await fetch(url, { method: "POST", body: form, signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
  await writeFile(result, await answer.bytes());
}
