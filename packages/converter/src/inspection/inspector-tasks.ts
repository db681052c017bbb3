import type { TargetFormat } from "@platen/core";
import { type Mending, mendSource } from "../mending/mend-source.ts";
import { type PasswordProof, provePassword } from "../opening/prove-password.ts";
import { type Unlocking, unlockOpenXml } from "../opening/unlock-open-xml.ts";
import { type FlatPackage, unpackFlatPackage } from "../opening/unpack-flat-package.ts";
import { dropByteOrderMark } from "../packing/drop-byte-order-mark.ts";
import { type Embedding, embedPictures } from "../packing/embed-pictures.ts";
import { type Packing, packFiles } from "../packing/pack-files.ts";
import type { Change } from "../pdf-objects/change.ts";
import { changePdf, readPdfMetadata, readPdfOutline } from "../pdf-objects/change-pdf.ts";
import { type ConformanceMending, mendConformance } from "../pdf-objects/conformance/mend-conformance.ts";
import { type ClaimedSource, inspectSource, type OfficeAbilities } from "../preflight/inspect-source.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import { type TextWriting, writeText } from "../preflight/text-source.ts";
import { inspectResult } from "../result/inspect-result.ts";

interface SourceTask {
  readonly source: ClaimedSource;
  readonly limits: SourceLimits;
  readonly abilities: OfficeAbilities;
}

/** Everything that reads a document or a result outside of LibreOffice's jail. Input and output go through JSON. */
export const inspectorTasks = {
  inspectSource: ({ source, limits, abilities }: SourceTask) => inspectSource(source, limits, abilities),
  unlockOpenXml: (unlocking: Unlocking) => unlockOpenXml(unlocking),
  unpackFlatPackage: (flat: FlatPackage) => unpackFlatPackage(flat),
  provePassword: (proof: PasswordProof) => provePassword(proof),
  mendSource: (mending: Mending) => mendSource(mending),
  writeText: ({ from, to, ...writing }: { from: string; to: string } & TextWriting) =>
    writeText(from, to, writing),
  readPdfOutline: ({ path }: { path: string }) => readPdfOutline(path),
  readPdfMetadata: ({ paths }: { paths: readonly string[] }) => readPdfMetadata(paths),
  changePdf: ({ paths, change, to }: { paths: readonly string[]; change: Change; to: string }) =>
    changePdf(paths, change, to),
  mendConformance: (mending: ConformanceMending) => mendConformance(mending),
  inspectResult: ({ path, format, maxBytes }: { path: string; format: TargetFormat; maxBytes: number }) =>
    inspectResult(path, format, { maxBytes }),
  dropByteOrderMark,
  packFiles: (packing: Packing) => packFiles(packing),
  embedPictures: (embedding: Embedding) => embedPictures(embedding),
};

export type InspectorTasks = typeof inspectorTasks;
export type TaskName = keyof InspectorTasks;
export type TaskInput<Name extends TaskName> = Parameters<InspectorTasks[Name]>[0];
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<InspectorTasks[Name]>>;
