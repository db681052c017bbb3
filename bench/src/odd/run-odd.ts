import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findLibreOffice } from "@platen/converter";
import { type ConversionOutcome, type Converter, failureOf, sourceFormatOf } from "@platen/core";
import { descendantsOf } from "@platen/process";
import { createLinkedPicture } from "@platen/test-documents";
import { execa } from "execa";
import { codeOf, type Expectation, problemOf, readExpectations } from "./expectations.ts";
import { listenFor } from "./listener.ts";

export interface OddRow {
  readonly file: string;
  /** `converted` or the code of the failure; with a password, both. */
  readonly outcome: string;
  readonly problem: string | undefined;
  /** LibreOffice's own words, for whoever looks into a problem. */
  readonly detail: string | undefined;
}

export interface OddReport {
  readonly rows: readonly OddRow[];
  /** Requests that reached the listener while the documents were converted. */
  readonly requests: readonly string[];
  /** Requests of a LibreOffice without a guard for a document that links there; none means that nothing was shown. */
  readonly controlRequests: readonly string[];
  /** Ids of the template processes before the first document and after the last; empty with an engine that has none. */
  readonly templateProcesses: readonly [readonly number[], readonly number[]];
}

export interface OddOptions {
  readonly converter: Converter;
  readonly folder: string;
  /** Where the documents' links lead on 127.0.0.1. */
  readonly port: number;
  readonly onRow: (row: OddRow) => void;
}

/** Converts every file of a folder, one after the other, and says of each whether it ended as it should. */
export async function runOdd({ converter, folder, port, onRow }: OddOptions): Promise<OddReport> {
  const expectationOf = await readExpectations(folder);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const listener = await listenFor(port);
  try {
    const before = templateProcesses();
    const rows: OddRow[] = [];
    for (const name of names.toSorted()) {
      const row = await tryDocument(converter, join(folder, name), name, expectationOf(name));
      rows.push(row);
      onRow(row);
    }
    const after = templateProcesses();
    const requests = [...listener.requests];
    await convertUnguarded(createLinkedPicture(`http://127.0.0.1:${listener.port}`));
    const controlRequests = listener.requests.slice(requests.length);
    return { rows, requests, controlRequests, templateProcesses: [before, after] };
  } finally {
    await listener.close();
  }
}

/** The press is a child of this process; those of the documents are its own children. */
function templateProcesses(): number[] {
  const found = descendantsOf(process.pid);
  return found.filter(({ name, parent }) => name === "press" && parent === process.pid).map(({ pid }) => pid);
}

async function tryDocument(
  converter: Converter,
  path: string,
  file: string,
  expectation: Expectation,
): Promise<OddRow> {
  const format = sourceFormatOf(file);
  const { size: bytes } = await stat(path);
  const convert = async (password?: string): Promise<ConversionOutcome> => {
    // The web app turns such a name away before anything looks at the file.
    if (format === undefined) return { ok: false, failure: failureOf("unsupported_format") };
    const folder = await mkdtemp(join(tmpdir(), "odd-"));
    const request = { source: { path, format }, format: "pdf", options: {}, folder } as const;
    const signal = new AbortController().signal;
    try {
      return await converter.convert({ ...request, ...(password !== undefined && { password }) }, { signal });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const withoutPassword = await convert();
  const isAsked = codeOf(withoutPassword) === "source_encrypted" && expectation.password !== "";
  const withPassword = isAsked ? await convert(expectation.password) : undefined;
  const problem = problemOf({ format, bytes, expectation, withoutPassword, withPassword });
  const last = withPassword ?? withoutPassword;
  return {
    file,
    outcome: [withoutPassword, withPassword]
      .flatMap((outcome) => (outcome ? codeOf(outcome) : []))
      .join(", "),
    problem,
    detail: last.ok ? undefined : last.failure.detail,
  };
}

/** LibreOffice with a profile as it comes, as anyone would call it. */
async function convertUnguarded(document: Uint8Array): Promise<void> {
  const { program } = await findLibreOffice(process.env.SOFFICE_PATH);
  const folder = await mkdtemp(join(tmpdir(), "odd-control-"));
  try {
    await writeFile(join(folder, "source.pptx"), document);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const args = [profile, "--headless", "--convert-to", "pdf", "source.pptx"];
    // The script beside the program, which starts it again after the first start of a profile.
    await execa(join(dirname(program), "soffice"), args, { cwd: folder, timeout: 120_000 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
