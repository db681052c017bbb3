import { findLibreOffice } from "../src/libreoffice/find-libreoffice.ts";
import { defaultSourceLimits } from "../src/preflight/source-limits.ts";
import { openPress } from "../src/press/open-press.ts";

// Opens the press and begins to convert a document that takes long, to be killed in the middle of it.
// Arguments: the document's path, its format, an empty folder.
const [path = "", format = "docx", folder = ""] = process.argv.slice(2);
const press = await openPress({
  office: await findLibreOffice(),
  reason: "for a test",
  jail: "best-effort",
  sourceLimits: defaultSourceLimits,
  limits: {
    timeoutMs: 60_000,
    maxCpuSeconds: 60,
    maxMemoryBytes: 3_221_225_472,
    maxResultBytes: 1_073_741_824,
  },
});
await press.convert(
  { source: { path, format: format as "docx" }, format: "pdf", options: {}, folder },
  {
    signal: new AbortController().signal,
    onProgress: ({ phase }) => {
      if (phase === "loading") process.stdout.write("converting\n");
    },
  },
);
