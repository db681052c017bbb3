import type { Change } from "../pdf-objects/change.ts";
import { changePdf, readPdfMetadata, readPdfOutline } from "../pdf-objects/change-pdf.ts";
import { type ClaimedSource, inspectSource } from "../preflight/inspect-source.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import { type TextWriting, writeText } from "../preflight/text-source.ts";
import { inspectPdf } from "../result/inspect-pdf.ts";

/** Everything that reads a document or a PDF outside of LibreOffice's jail. Input and output go through JSON. */
export const inspectorTasks = {
  inspectSource: ({ source, limits }: { source: ClaimedSource; limits: SourceLimits }) =>
    inspectSource(source, limits),
  writeText: ({ from, to, ...writing }: { from: string; to: string } & TextWriting) =>
    writeText(from, to, writing),
  inspectPdf: ({ path, maxBytes }: { path: string; maxBytes: number }) => inspectPdf(path, { maxBytes }),
  readPdfOutline: ({ path }: { path: string }) => readPdfOutline(path),
  readPdfMetadata: ({ paths }: { paths: readonly string[] }) => readPdfMetadata(paths),
  changePdf: ({ paths, change, to }: { paths: readonly string[]; change: Change; to: string }) =>
    changePdf(paths, change, to),
};

export type InspectorTasks = typeof inspectorTasks;
export type TaskName = keyof InspectorTasks;
export type TaskInput<Name extends TaskName> = Parameters<InspectorTasks[Name]>[0];
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<InspectorTasks[Name]>>;
