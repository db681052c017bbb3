import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { freePorts } from "@platen/aws/test-support/free-ports";
import { type EngineContext, prepareEngine } from "../engines/open-engines.ts";
import { conversionTimeoutMs, type Engine, type Task } from "../engines/running/engine.ts";
import type { PdfOptions } from "../engines/running/pdf-options.ts";
import { waitUntilReady } from "./wait-until-ready.ts";

/** Gotenberg's names of the options that change how much work there is. */
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
  /** A Gotenberg program that includes its LibreOffice module. */
  readonly program: string;
  /** The program that Gotenberg uses to talk to LibreOffice. */
  readonly unoconverter: string;
  readonly options: PdfOptions;
}

/** Gotenberg as a server: one LibreOffice that converts one document at a time and restarts after every ten. */
export async function openGotenberg(context: EngineContext, parts: GotenbergParts): Promise<Engine> {
  const { folder, account, environment } = await prepareEngine("gotenberg", context);
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const programs = {
    LIBREOFFICE_BIN_PATH: context.office.program,
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
      const choice = { folder, environment: { ...environment, ...programs }, logFile: context.logFile };
      const child = account.spawn(parts.program, args, choice);
      child.stdout?.resume();
      await waitUntilReady("Gotenberg", child, async () => (await fetch(`${url}/health`)).ok);
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
  const answer = await fetch(url, {
    method: "POST",
    body: form,
    signal: AbortSignal.timeout(conversionTimeoutMs),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
  await writeFile(result, await answer.bytes());
}
