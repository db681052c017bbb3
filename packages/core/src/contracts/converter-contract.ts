import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { describe, it } from "node:test";
import type { FailureCode } from "../conversion/failures.ts";
import type { ConversionOutcome } from "../conversion/outcome.ts";
import type { SourceFormat } from "../conversion/sources/source-formats.ts";
import type { Phase } from "../job/job.ts";
import type { ConversionContext, Converter } from "../seams/converter.ts";
import { type Subject, withSubject } from "./subject.ts";

interface SampleDocument {
  readonly path: string;
  /** What its name claims; the content may be something else. */
  readonly format: SourceFormat;
}

/** The documents of a run, chosen by the caller, who knows what the engine can read. */
export interface ConverterSamples {
  /** At least two, which differ in their pages. */
  readonly sound: readonly (SampleDocument & { readonly pages: number })[];
  /** Each with the code that it must fail with: empty, damaged, misnamed, too complex. */
  readonly failing: readonly (SampleDocument & { readonly code: FailureCode })[];
  readonly encrypted: SampleDocument & { readonly password: string; readonly pages: number };
  /** Takes some seconds, so that it can be aborted half way. */
  readonly slow: SampleDocument;
}

type Ask = { password?: string } & Partial<ConversionContext>;

/** Everything a Converter promises that can be seen from outside. */
export function testConverter(
  name: string,
  create: () => Promise<Subject<Converter>>,
  samples: ConverterSamples,
): void {
  const converter = (body: (converter: Converter) => Promise<void>) => withSubject(create, body);
  const abortAfter = (ms: number) => AbortSignal.timeout(ms);

  describe(`${name} keeps the Converter contract`, { timeout: 300_000 }, () => {
    it(
      "makes a whole PDF with its pages, in the folder it was given, and leaves the source alone",
      converter(async (converter) => {
        for (const sample of samples.sound) {
          await inFolder(async (folder) => {
            const outcome = await convert(converter, sample, folder);
            await assertSound(outcome, sample.pages, folder);
            assert.ok((await readFile(sourceIn(folder, sample))).equals(await readFile(sample.path)));
          });
        }
      }),
    );

    it(
      "fails what cannot be converted with its own code, and goes on with the next document",
      converter(async (converter) => {
        for (const sample of samples.failing) {
          const outcome = await inFolder((folder) => convert(converter, sample, folder));
          assert.equal(codeOf(outcome), sample.code, sample.path);
        }
        const next = samples.sound[0];
        if (next !== undefined)
          await inFolder(async (folder) =>
            assertSound(await convert(converter, next, folder), next.pages, folder),
          );
      }),
    );

    it(
      "opens a protected document with its password only",
      converter(async (converter) => {
        const { encrypted } = samples;
        const ask = (password?: string) => (folder: string) =>
          convert(converter, encrypted, folder, password === undefined ? {} : { password });
        assert.equal(codeOf(await inFolder(ask())), "source_encrypted");
        assert.equal(codeOf(await inFolder(ask(`${encrypted.password}x`))), "wrong_password");
        await inFolder(async (folder) =>
          assertSound(await ask(encrypted.password)(folder), encrypted.pages, folder),
        );
      }),
    );

    it(
      "ends soon when it is aborted, before or half way, as canceled",
      converter(async (converter) => {
        for (const signal of [AbortSignal.abort(), abortAfter(500), abortAfter(1_500)]) {
          const startedAt = performance.now();
          const outcome = await inFolder((folder) => convert(converter, samples.slow, folder, { signal }));
          assert.equal(codeOf(outcome), "canceled");
          assert.ok(performance.now() - startedAt < 4_900);
        }
      }),
    );

    it(
      "keeps several conversions at once apart, and the end of one from another",
      converter(async (converter) => {
        const aborted = inFolder((folder) =>
          convert(converter, samples.slow, folder, { signal: abortAfter(700) }),
        );
        const sound = samples.sound.map((sample) =>
          inFolder(async (folder) =>
            assertSound(await convert(converter, sample, folder), sample.pages, folder),
          ),
        );
        await Promise.all(sound);
        assert.equal(codeOf(await aborted), "canceled");
      }),
    );

    it(
      "reports progress that only grows",
      converter(async (converter) => {
        const phases: readonly Phase[] = ["starting", "loading", "exporting", "storing"];
        const seen: { phase: Phase; percent: number }[] = [];
        const sample = samples.sound[0];
        assert.ok(sample !== undefined);
        await inFolder((folder) =>
          convert(converter, sample, folder, { onProgress: (progress) => seen.push({ ...progress }) }),
        );
        for (const [index, { phase, percent }] of seen.entries()) {
          const before = seen[index - 1];
          assert.ok(percent >= (before?.percent ?? 0) && percent <= 100);
          assert.ok(phases.indexOf(phase) >= phases.indexOf(before?.phase ?? "starting"));
        }
      }),
    );

    it(
      "tells what it is, answers a ping, and may be closed twice",
      converter(async (converter) => {
        await converter.ping();
        const { engine, libreOfficeVersion, reason, layers, missingLayers } = converter.describe();
        for (const text of [engine, libreOfficeVersion, reason]) assert.ok(text.length > 0);
        assert.ok(layers.every((layer) => !missingLayers.includes(layer)));
        await converter.close();
        await converter.close();
      }),
    );
  });
}

const sourceIn = (folder: string, sample: SampleDocument) => join(folder, `source.${sample.format}`);

async function inFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "converter-contract-"));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function convert(
  converter: Converter,
  sample: SampleDocument,
  folder: string,
  { password, signal = new AbortController().signal, onProgress }: Ask = {},
): Promise<ConversionOutcome> {
  const path = sourceIn(folder, sample);
  await copyFile(sample.path, path);
  const own = join(folder, "conversion");
  await mkdir(own);
  const source = { path, format: sample.format };
  return converter.convert(
    { source, format: "pdf", options: {}, folder: own, ...(password !== undefined && { password }) },
    { signal, ...(onProgress && { onProgress }) },
  );
}

async function assertSound(outcome: ConversionOutcome, pages: number, folder: string): Promise<void> {
  assert.ok(outcome.ok, `failed as ${codeOf(outcome)}`);
  const { conversion } = outcome;
  assert.equal(conversion.pages, pages);
  assert.ok(conversion.engine.length > 0);
  assert.doesNotMatch(relative(join(folder, "conversion"), conversion.path), /^\.\.|^$/);
  const pdf = await readFile(conversion.path, "latin1");
  assert.ok(pdf.startsWith("%PDF-"));
  assert.match(pdf.slice(-32), /%%EOF\s*$/);
}

function codeOf(outcome: ConversionOutcome): FailureCode | undefined {
  return outcome.ok ? undefined : outcome.failure.code;
}
