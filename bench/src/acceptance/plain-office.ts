import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type LibreOffice, makeOwnCaches } from "@platen/converter";
import { prepareProfile } from "../engines/running/office-profile.ts";
import type { AcceptanceDocument } from "./documents.ts";

/** `refused`: it ended without a PDF. `late`: no PDF within the time limit. `crashed`: it died over the document. */
export type PlainOutcome = "converted" | "refused" | "late" | "crashed";

export interface PlainOfficeSettings {
  readonly office: LibreOffice;
  /** How long one document may take. */
  readonly limitMs: number;
}

const lookEveryMs = 500;

/**
 * Converts documents with soffice as anyone would call it, several in one run: a fresh profile with Platen's locale, and
 * Platen's replacements of fonts, because those are meant to differ from LibreOffice's own. The PDFs are
 * `KEY.pdf` in `folder`. A run that crashes or stops getting on is repeated one by one for what it left.
 */
export async function convertPlainly(
  documents: readonly AcceptanceDocument[],
  folder: string,
  settings: PlainOfficeSettings,
): Promise<Map<string, PlainOutcome>> {
  const outcomes = new Map<string, PlainOutcome>();
  if (documents.length === 0) return outcomes;
  await mkdir(folder, { recursive: true });
  const end = await runOffice(documents, folder, settings);
  for (const document of documents) {
    const isConverted = await exists(join(folder, `${document.key}.pdf`));
    if (isConverted) outcomes.set(document.key, "converted");
    else if (end === "ended") outcomes.set(document.key, "refused");
    else if (documents.length === 1) outcomes.set(document.key, end);
  }
  for (const document of documents.filter(({ key }) => !outcomes.has(key))) {
    const [entry] = await convertPlainly([document], folder, settings);
    outcomes.set(document.key, entry?.[1] ?? "refused");
  }
  return outcomes;
}

type End = "ended" | "late" | "crashed";

/** One run of soffice. What it was writing when it was stopped is not taken for a PDF. */
async function runOffice(
  documents: readonly AcceptanceDocument[],
  folder: string,
  { office, limitMs }: PlainOfficeSettings,
): Promise<End> {
  const work = await mkdtemp(join(tmpdir(), "acceptance-"));
  const results = join(work, "results");
  await mkdir(results);
  await prepareProfile(join(work, "profile"));
  for (const { path, key } of documents) await copyFile(path, join(work, key));
  const child = spawn(
    join(dirname(office.program), "soffice"),
    [
      `-env:UserInstallation=${pathToFileURL(join(work, "profile")).href}`,
      ...["--headless", "--convert-to", "pdf", "--outdir", results],
      ...documents.map(({ key }) => join(work, key)),
    ],
    {
      cwd: work,
      detached: true,
      stdio: "ignore",
      env: {
        ...(await makeOwnCaches(join(work, "caches"))),
        ...{ PATH: "/usr/bin:/bin", HOME: work, TMPDIR: work, LANG: "C.UTF-8" },
      },
    },
  );
  try {
    const end = await watch(child, results, limitMs);
    const made = await newestFirst(results, documents);
    // Of a run that was cut short, the last file may be half of one.
    for (const { key, stem } of end === "ended" ? made : made.slice(1))
      await copyFile(join(results, `${stem}.pdf`), join(folder, `${key}.pdf`));
    return end;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The documents that have a PDF, from the last that was to be converted to the first. */
async function newestFirst(
  results: string,
  documents: readonly AcceptanceDocument[],
): Promise<{ key: string; stem: string }[]> {
  const names = new Set(await readdir(results));
  const stems = documents.map(({ key }) => ({ key, stem: key.replace(/\.[^.]+$/, "") }));
  return stems.filter(({ stem }) => names.has(`${stem}.pdf`)).toReversed();
}

/** Until it ends. It and all that it started are killed when no file is added for as long as one document may take. */
async function watch(child: ChildProcess, results: string, limitMs: number): Promise<End> {
  const ended = once(child, "exit").then(() => true);
  let files = 0;
  let since = performance.now();
  let isLate = false;
  while (!(await Promise.race([ended, pause(lookEveryMs, false)]))) {
    const { length } = await readdir(results);
    if (length !== files) since = performance.now();
    files = length;
    isLate = performance.now() - since > limitMs;
    if (isLate) break;
  }
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing of it is left, as it should be.
  }
  await ended;
  if (isLate) return "late";
  return child.exitCode === 0 ? "ended" : "crashed";
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
