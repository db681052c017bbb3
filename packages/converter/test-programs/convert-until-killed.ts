import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOffice } from "../src/libreoffice-convert/run-office.ts";

/** Says where it works, then runs the program that it is given for ever: to be killed in the middle of it. */
const [program = ""] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "convert-until-killed-"));
console.log(folder);
await runOffice(
  {
    office: { program, version: "0.0", buildId: "" },
    source: Buffer.from("source"),
    sourceName: "source.pptx",
    output: { extension: "pdf", filter: "impress_pdf_Export", options: "", isSeveral: false },
    locale: "en-GB",
    folder,
    slot: 0,
    limits: { maxMemoryBytes: 2 ** 30, maxCpuSeconds: 60, maxResultBytes: 2 ** 20 },
  },
  { signal: new AbortController().signal, onExporting: () => undefined },
);
