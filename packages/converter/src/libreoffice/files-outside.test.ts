import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createEmbeddedFont,
  createEquation,
  createFont,
  createHyphenated,
  createNumberedInWords,
  createOpenDocument,
  createPresentation,
  createPrinterText,
  createRichText,
  createWorkbook,
} from "@platen/test-documents";
import { execa } from "execa";
import { findLibreOffice } from "./find-libreoffice.ts";
import { makeOwnCaches } from "./own-caches.ts";
import { writeProfile } from "./profile.ts";

/** What LibreOffice opens and a document's jail does not let it read, with the reason. */
const unreadable: readonly (readonly [path: RegExp, reason: string])[] = [
  [
    /^\/etc\/(passwd|group|nsswitch\.conf|host\.conf|hosts|resolv\.conf)$/,
    "the PDF names no user or host of this machine",
  ],
  [/^\/etc\/ld\.so\.(cache|preload)$/, "without it the libraries are found in the usual folders"],
  [/^\/(proc|sys)\//, "facts of the machine and of other processes; LibreOffice takes usual ones instead"],
  [/^\/(etc|run)\/(cups|dconf|gnupg|gcrypt)\//, "printers, a desktop and keys, which no conversion uses"],
  [/^\/usr\/share\/locale\//, "messages in other languages and old names of locales; a child's is C.UTF-8"],
  [/^\/dev\/null$/, "a child may read and write it by a rule of its own"],
  [
    /^\/(var\/)?tmp$/,
    "LibreOffice looks for a folder of its own, which a child has in its document's folder",
  ],
];

const documents: Readonly<Record<string, Uint8Array>> = {
  "embedded.docx": createEmbeddedFont({
    kind: "docx",
    family: "House",
    text: "House",
    font: createFont("House"),
  }),
  "equation.docx": createEquation("E", "mc"),
  "hyphenated.docx": createHyphenated("Internationalization ".repeat(12), "en-US"),
  "numbered.docx": createNumberedInWords("ordinalText", "%1", ["alpha"]),
  "printed.docx": createPrinterText(true),
  "deck.pptx": createPresentation({ slides: [{ title: "Thai สวัสดี 😀", chart: [1, 2] }] }),
  "sheet.xlsx": createWorkbook({ rows: [["Cell", 1]] }),
  "slides.odp": createOpenDocument({ kind: "odp", texts: ["Slide"] }),
  "text.rtf": createRichText(["Text"]),
};

it("reads nothing outside its own folder that its jail hides without a reason", {
  timeout: 120_000,
}, async () => {
  const office = await findLibreOffice();
  const folder = await realpath(await mkdtemp(join(tmpdir(), "platen-test-")));
  try {
    for (const [name, bytes] of Object.entries(documents)) await writeFile(join(folder, name), bytes);
    await writeProfile(join(folder, "profile"), { ...office, locale: "en-GB" });
    const trace = join(folder, "trace");
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const command = [office.program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder];
    const paths = Object.keys(documents).map((name) => join(folder, name));
    const traced = ["-f", "-qq", "-o", trace, "-e", "trace=open,openat,openat2", "-e", "signal=none", "--"];
    const caches = await makeOwnCaches(join(folder, "caches"));
    const env = {
      ...caches,
      PATH: "/usr/bin:/bin",
      HOME: folder,
      TMPDIR: folder,
      LANG: "C.UTF-8",
      TZ: "Europe/Berlin",
    };
    await execa("strace", [...traced, ...command, ...paths], { env, extendEnv: false, timeout: 110_000 });
    const opened = openedIn(await readFile(trace, "utf8"));
    assert.ok(
      opened.some((path) => path.startsWith("/usr/share/libnumbertext/") || path.includes("/numbertext/")),
    );
    const readable = [folder, ...(await readablePaths())];
    const hidden = opened.filter(
      (path) => !readable.some((place) => path === place || path.startsWith(`${place}/`)),
    );
    assert.deepEqual(
      hidden.filter((path) => !unreadable.some(([pattern]) => pattern.test(path))),
      [],
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Files that were opened; a file that is not there is none. Of a call that another thread interrupted the result is unknown. */
function openedIn(trace: string): string[] {
  const calls = trace.matchAll(
    /open(?:at2?)?\((?:AT_FDCWD, )?"(\/[^"]*)"[^\n]*(?:= \d+|<unfinished \.\.\.>)$/gm,
  );
  return [...new Set([...calls].map(([, path = ""]) => path))].filter((path) => existsSync(path)).sort();
}

/** Those of the native programs, and where LibreOffice itself lies. */
async function readablePaths(): Promise<string[]> {
  const source = fileURLToPath(new URL("../../native/src/jail/system-paths.cc", import.meta.url));
  const named = (await readFile(source, "utf8")).matchAll(/"(\/(?:usr|lib|lib64|etc|var|dev)[^"]*)"/g);
  const { program } = await findLibreOffice();
  return [join(program, "../.."), ...[...named].map(([, path = ""]) => path)];
}
