import type { ConversionOptions, ResultPasswords } from "../conversion/options/index.ts";
import type { Warning } from "../conversion/outcome.ts";
import type { SourceFormat } from "../conversion/sources/source-formats.ts";
import type { TargetFormat } from "../conversion/target-formats.ts";
import type { Callback } from "./callback.ts";

export const jobStatuses = ["queued", "processing", "succeeded", "failed", "canceled", "expired"] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** What a processing job is doing: `starting` until LibreOffice has the file, `storing` once it has let go of it. */
export type Phase = "waiting" | "starting" | "loading" | "exporting" | "storing";

/** How far a conversion has come. */
export interface Progress {
  readonly phase: Phase;
  readonly percent: number;
  /** Where pages are made one after another: how many there are, and how many of them. */
  readonly pageProgress?: { readonly page: number; readonly pages: number } | null;
}

export interface JobSource {
  /** Where the upload lies in the FileStorage. */
  readonly key: string;
  /** As the person named it, in NFC: shown and offered for download, never a path. */
  readonly filename: string;
  readonly format: SourceFormat;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What an uploaded file is to the result: put into the PDF, or laid under or over its pages. */
export const attachedRoles = ["embed", "watermark", "stamp"] as const;
export type AttachedRole = (typeof attachedRoles)[number];

/** A file that came along with the documents and is none of them. */
export interface AttachedFile extends Omit<JobSource, "format"> {
  readonly role: AttachedRole;
}

export interface JobResult {
  /** Where the result lies; the attempt that made it is part of the key. */
  readonly key: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Null where that kind of file has none. */
  readonly pages: number | null;
  readonly engine: string;
  /** Where the picture of the first page lies, once one was drawn. */
  readonly thumbnailKey: string | null;
}

export interface JobFailure {
  readonly code: string;
  /** What happened and what to do. */
  readonly message: string;
  /** Whether the same document may succeed another time. */
  readonly retryable: boolean;
  /** The attempt that failed. */
  readonly attempt: number;
}

export interface ThumbnailRequest {
  readonly askedAt: number;
  /** It was tried, and will not be again. */
  readonly isImpossible: boolean;
}

/**
 * The truth about one conversion; a queue message is only a wake-up call for it. Changed only through the moves
 * beside this file and a compare-and-set on `revision`. Times are milliseconds since 1970.
 */
export interface Job {
  readonly id: string;
  readonly owner: string;
  /** Grows by one with every stored change. */
  readonly revision: number;
  readonly status: JobStatus;
  /** The first document. */
  readonly source: JobSource;
  /** The documents after the first one, in their order; absent where there is only one. */
  readonly moreSources?: readonly JobSource[];
  /** Absent where none came along. */
  readonly attachedFiles?: readonly AttachedFile[];
  /** Of `moreSources` and `attachedFiles` together, for stores that count what an owner has. */
  readonly moreSourceBytes?: number;
  readonly format: TargetFormat;
  readonly options: ConversionOptions;
  /** A password of the source; dropped as soon as nobody can need it again, and never shown. */
  readonly password: string | null;
  /** Passwords for the result, kept like that of the source; absent in jobs of earlier versions. */
  readonly resultPasswords?: ResultPasswords | null;
  /** Which passwords for the result were dropped before there was one; absent where none was. */
  readonly lostPasswords?: readonly (keyof ResultPasswords)[];
  readonly batch: string | null;
  /** Its place among the jobs of its batch, from 0; absent where the client gave none. */
  readonly batchPosition?: number;
  /**
   * SHA-256 of what was asked, to tell a repeated request from another one under the same Idempotency-Key. Of
   * passwords it holds only whether there were any, because it outlives them.
   */
  readonly requestHash: string;
  readonly phase: Phase;
  readonly percent: number;
  /** Absent in jobs of earlier versions. */
  readonly pageProgress?: Progress["pageProgress"];
  readonly result: JobResult | null;
  readonly error: JobFailure | null;
  readonly warnings: readonly Warning[];
  /** Of a picture of the first page that somebody asked for after the end; absent where nobody did. */
  readonly thumbnail?: ThumbnailRequest;
  /** Whoever is told of the job's end; absent where nobody is. */
  readonly callbacks?: readonly Callback[];

  /** Counts claims, never goes down: the fencing token of whoever works on the job. */
  readonly attempt: number;
  /** Budgets spent: conversions that failed, workers that died, times given back unfinished. */
  readonly failures: number;
  readonly losses: number;
  readonly releases: number;
  /** Who works on it, and until when nobody else may; null while nobody does. */
  readonly leaseOwner: string | null;
  readonly leaseUntil: number | null;

  /** How often and when last a message was sent for it; null until the first send is noted. */
  readonly sends: number;
  readonly sentAt: number | null;
  /** A queued job must not start before. */
  readonly notBefore: number;
  /** When the sweeper must look at it next; after the end: when a callback is to be sent, or else when it is removed. */
  readonly dueAt: number;
  /** The end of waiting. Only time spent queued counts. */
  readonly deadlineAt: number;
  /** The end of keeping: source, result and row are removed, once no callback is left to send. */
  readonly expiresAt: number;

  readonly createdAt: number;
  /** Start of the present or last attempt. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}

/** What a job has to say of its passwords once nobody can need them again. */
export const withoutPasswords = { password: null, resultPasswords: null } as const;

/** The same for a job that may be tried again: what was to protect its result must then be given anew. */
export function passwordsDropped({ resultPasswords, lostPasswords }: Job): Partial<Job> {
  const names = Object.keys(resultPasswords ?? {}) as (keyof ResultPasswords)[];
  return {
    ...withoutPasswords,
    ...(lostPasswords === undefined && names.length > 0 && { lostPasswords: names }),
  };
}

/** Every document of a job, in the order in which they came. */
export function sourcesOf({ source, moreSources = [] }: Pick<Job, "source" | "moreSources">): JobSource[] {
  return [source, ...moreSources];
}

/** Everything that was uploaded for a job. */
export function uploadsOf({
  attachedFiles = [],
  ...sources
}: Pick<Job, "source" | "moreSources" | "attachedFiles">): (JobSource | AttachedFile)[] {
  return [...sourcesOf(sources), ...attachedFiles];
}

/** What a job takes of its owner's storage. */
export function storedBytesOf({ source, moreSourceBytes = 0, result }: Job): number {
  return source.bytes + moreSourceBytes + (result?.bytes ?? 0);
}

export function isTerminal(job: Pick<Job, "status">): boolean {
  return job.status !== "queued" && job.status !== "processing";
}
