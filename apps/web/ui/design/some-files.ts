import { ApiProblem } from "../api/api-problem.ts";
import type { Job } from "../api/job.ts";
import type { SendingFile } from "../sendings/sending-file.ts";

/** The time at which every state is shown, so that it always looks the same. */
export const now = Date.parse("2030-05-01T12:00:00Z");

/** A job as the API shows it, with these changes. */
export function someJob(filename: string, changes: Partial<Job> = {}): Job {
  return {
    id: `job of ${filename}`,
    status: "queued",
    format: "pdf",
    source: { filename, bytes: 182_330 },
    progress: { phase: "waiting", percent: 0 },
    result: null,
    error: null,
    warnings: [],
    batch: "b",
    createdAt: "2030-05-01T11:59:48Z",
    startedAt: null,
    finishedAt: null,
    expiresAt: "2030-05-02T11:00:00Z",
    links: { result: null },
    ...changes,
  };
}

export function someFile(name: string, changes: Partial<SendingFile> = {}): SendingFile {
  const chosen = { bytes: 182_330, format: "pdf", options: {}, upload: "chosen", sentBytes: 0 } as const;
  return { key: name, name, ...chosen, ...changes };
}

export function sent(name: string, changes: Partial<Job>): SendingFile {
  return someFile(name, { upload: "sent", job: someJob(name, changes) });
}

const times = { startedAt: "2030-05-01T11:59:50Z", finishedAt: "2030-05-01T11:59:53Z" };
const result = { filename: "review.docx", bytes: 93_400, mediaType: "application/x-office", pages: 12 };

export const done: Partial<Job> = { status: "succeeded", result, ...times };
export const donePdf: Partial<Job> = { ...done, result: { ...result, mediaType: "application/pdf" } };
export const converting: Partial<Job> = {
  status: "processing",
  progress: { phase: "exporting", percent: 42, page: 5, pages: 12, etaSeconds: 9 },
};
export const interruptedUntil = (nextAttemptAt: string | null): Partial<Job> => ({
  progress: { phase: "waiting", percent: 0, interruption: { reason: "stopped", nextAttemptAt } },
});
export const failedWith = (code: string, retryable = false): Partial<Job> => ({
  status: "failed",
  error: { code, message: "", retryable },
});

export const warnings: NonNullable<Job["warnings"]> = [
  { code: "font_missing", message: "", values: { font: "Gotham", replacement: "Carlito" } },
  { code: "slides_hidden", message: "", count: 2, values: { total: 14 } },
];

/** One file in every state that a row can have. */
export const everyRow: readonly SendingFile[] = [
  someFile("Waiting to upload.pptx", { upload: "waiting" }),
  someFile("Uploading.pptx", { upload: "sending", sentBytes: 60_000 }),
  someFile("Upload failed.pptx", { problem: new ApiProblem("server_unreachable", "") }),
  sent("In the queue.docx", {}),
  sent("Interrupted.docx", interruptedUntil(null)),
  sent("Converting.xlsx", converting),
  sent("Ready.pptx", done),
  sent("Ready, with notes.pptx", { ...done, warnings }),
  sent("Damaged.pptx", failedWith("source_corrupt")),
  sent("Worth another try.pptx", failedWith("conversion_timeout", true)),
  sent("Locked.docx", failedWith("source_encrypted")),
  sent("Canceled.odt", { status: "canceled" }),
  { ...sent("Can be undone.odt", converting), leaving: "cancel" },
  sent(
    "A name that is much longer than any window of a phone is wide, and that still has to be readable.odp",
    done,
  ),
];
