/** Runs the program that the first argument names as LibreOffice, in the folder that the second names; prints how that ended. */
import process from "node:process";
import { runOffice } from "../src/libreoffice-convert/run-office.ts";

const [, , program = "", folder = ""] = process.argv;
const { result: _, ...run } = await runOffice(
  {
    office: { program, version: "0.0", buildId: "" },
    source: Buffer.from("source"),
    sourceName: "source.pptx",
    output: { extension: "pdf", filter: "impress_pdf_Export", options: "", isSeveral: false },
    locale: "en-GB",
    folder,
    slot: 0,
    limits: { maxMemoryBytes: 2 ** 32, maxCpuSeconds: 20, maxResultBytes: 2 ** 20 },
  },
  { signal: AbortSignal.timeout(30_000), onExporting: () => undefined },
);
console.log(JSON.stringify(run));
