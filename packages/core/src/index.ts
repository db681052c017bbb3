/**
 * The domain of Platen: what a job is and may become (`job/`), the four seams to the outside (`seams/`), and the
 * way of a job through them (`flow/`: store-source → submit-job → enqueue-job → receive-jobs → run-job, which is
 * claim-job, attempt-conversion and store-result → watching → open-download; and the sweeper). It knows no library,
 * no HTTP, no AWS and no LibreOffice, never logs and never reads the environment. What every implementation of a
 * seam promises is in `contracts/`; the smallest honest ones are in `memory/`.
 */
export { AppError, type ErrorKind, isAppError } from "./app-error.ts";
export { type Failure, type FailureCode, failureOf, failures } from "./conversion/failures.ts";
export * from "./conversion/finishing/index.ts";
export * from "./conversion/options/index.ts";
export { protectionMistakes } from "./conversion/options/protection-mistakes.ts";
export { furtherMistakes, tidyOptions, type ValueMistake } from "./conversion/options/tidy-options.ts";
export type { Conversion, ConversionOutcome, Warning } from "./conversion/outcome.ts";
export { formatOfMediaType } from "./conversion/sources/format-of-media-type.ts";
export * from "./conversion/sources/source-formats.ts";
export * from "./conversion/sources/web-archive.ts";
export * from "./conversion/target-formats.ts";
export { type Backend, closeBackend } from "./flow/backend.ts";
export type { CallbackReport } from "./flow/callback-report.ts";
export { CallbackRunner, type Callbacks } from "./flow/callback-runner.ts";
export { cancelJob } from "./flow/cancel-job.ts";
export { askToDrawThumbnail } from "./flow/draw-thumbnail.ts";
export { enqueueJob, notePauseMs } from "./flow/enqueue-job.ts";
export { jobIdOfKey, newJobId } from "./flow/job-id.ts";
export type { Moved } from "./flow/move-job.ts";
export { type Download, type OpenedResult, openDownload } from "./flow/open-download.ts";
export { receiveJobs } from "./flow/receive-jobs.ts";
export { redriveJob } from "./flow/redrive-job.ts";
export { rejectSubmission } from "./flow/reject-submission.ts";
export { removeJob } from "./flow/remove-job.ts";
export { runJob } from "./flow/run-job.ts";
export type { RunReport } from "./flow/run-report.ts";
export { type Place, SharedSlots, type SlotLimits } from "./flow/shared-slots.ts";
export { uploadKeyOf } from "./flow/storage-keys.ts";
export { type Attachment, storeAttachment, storeSource, type Upload } from "./flow/store-source.ts";
export { type Submission, type Submitted, submitJob } from "./flow/submit-job.ts";
export { type Sweep, sweepOnce } from "./flow/sweep-once.ts";
export { sweepOrphansInTurn } from "./flow/sweep-orphans.ts";
export { JobWatches } from "./flow/watching/job-watches.ts";
export type { SweeperParts, WorkerParts } from "./flow/worker-parts.ts";
export type {
  Callback,
  CallbackMethod,
  CallbackState,
  CallbackTarget,
  EventTarget,
  ResultTarget,
  WebhookTarget,
} from "./job/callback.ts";
export { hasCallbacksLeft } from "./job/callback-moves.ts";
export { type DueFor, dueForOf } from "./job/due-for.ts";
export { type Interruption, interruptionOf } from "./job/interruption.ts";
export {
  type AttachedFile,
  type AttachedRole,
  attachedRoles,
  isTerminal,
  type Job,
  type JobFailure,
  type JobResult,
  type JobSource,
  type JobStatus,
  jobStatuses,
  type Phase,
  type Progress,
  sourcesOf,
  storedBytesOf,
  uploadsOf,
} from "./job/job.ts";
export { defaultJobPolicy, type JobPolicy } from "./job/job-policy.ts";
export { type JobPlace, jobView, nowhere } from "./job/job-view.ts";
export type { RedriveChanges } from "./job/owner-moves.ts";
export { isRetired } from "./job/removal-moves.ts";
export type { CallbackSender, ReadyCallback, SendOutcome } from "./seams/callback-sender.ts";
export { type Clock, systemClock } from "./seams/clock.ts";
export type {
  ConversionAttachment,
  ConversionContext,
  ConversionRequest,
  ConversionSource,
  Converter,
  ConverterDescription,
} from "./seams/converter.ts";
export type {
  ByteRange,
  FileStorage,
  KeptFile,
  ListedFile,
  StoredFile,
  UploadForm,
  WrittenFile,
} from "./seams/file-storage.ts";
export type { BatchEntry, BatchPage, BatchSummary, JobBatches, JobPage } from "./seams/job-batches.ts";
export type { Delivery, JobQueue } from "./seams/job-queue.ts";
export type { JobChanges, JobFilter, JobStore, KnownJob, OwnerUsage } from "./seams/job-store.ts";
export { checkStorageKey, isStorageKey } from "./seams/storage-key.ts";
export { entryName } from "./text/entry-name.ts";
export { type PiecewiseDecoder, textDecoder } from "./text/text-decoder.ts";
export { UniqueNames } from "./text/unique-names.ts";
