import { newJobId } from "../flow/job-id.ts";
import { createJob } from "../job/create-job.ts";
import type { Job } from "../job/job.ts";
import { defaultJobPolicy } from "../job/job-policy.ts";

/** A job as it is when just created, with whatever else a test needs. */
export function newJob(changes: Partial<Job> = {}, now = Date.now()): Job {
  const id = changes.id ?? newJobId(now);
  const source = {
    key: `sources/${id}/0123456789abcdef`,
    filename: "deck.pptx",
    format: "pptx",
    mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    bytes: 18_233,
    sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  } as const;
  const asked = { format: "pdf", options: {}, password: null, batch: null, requestHash: "5e88" } as const;
  return {
    ...createJob({ id, owner: "owner-1", source, ...asked, firstRevision: 1 }, defaultJobPolicy, now),
    ...changes,
  };
}

/** A job in which every field holds something, as long, odd or far away as it may be. */
export function richJob(changes: Partial<Job> = {}): Job {
  const job = newJob({ owner: "équipe / 東京 'x' \"y\" 🦉" });
  return {
    ...job,
    revision: 7,
    status: "processing",
    source: {
      ...job.source,
      filename: "señal — 最終版 (1).PPTX'; -- \\ \t \u202e 🦉.pptx",
      bytes: 2 ** 40 + 1,
    },
    moreSources: [
      { ...job.source, key: `${job.source.key}-2`, filename: "Anhang ß.docx", format: "docx", bytes: 3 },
      { ...job.source, key: `${job.source.key}-3`, filename: "第三.csv", format: "csv", bytes: 4 },
    ],
    moreSourceBytes: 7,
    options: {
      pages: "1-3,5,8-",
      pdfa: "2b",
      tagged: true,
      images: "screen",
      comments: false,
      hiddenSlides: true,
      locale: "es-MX",
    },
    password: "pässword \u0000 \u{1F511}\n",
    resultPasswords: { openPassword: "ôuvrir \u{1F511}", ownerPassword: "besitzer" },
    lostPasswords: ["openPassword"],
    batch: "lote nº 1",
    phase: "exporting",
    percent: 42.5,
    result: {
      key: `results/${job.id}/attempt-3-deadbeef/result.pdf`,
      filename: "señal — 最終版.pdf",
      mediaType: "application/pdf",
      bytes: 0,
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      pages: 1,
      engine: "press/7.4.7",
      thumbnailKey: `results/${job.id}/attempt-3-deadbeef/thumbnail.png`,
    },
    error: { code: "engine_crashed", message: "It crashed. ¿Otra vez?\n", retryable: true, attempt: 2 },
    warnings: [
      { code: "fonts_missing", message: "«Ünïcode Sans» → Liberation Sans" },
      { code: "links_not_followed", message: "", count: 2 },
      { code: "font_missing", message: "Ü", values: { font: "«Ünïcode Sans»", size: 1.5 } },
    ],
    callbacks: [
      {
        id: `msg_${job.id}_7_0`,
        target: { kind: "webhook", url: "https://user:pä%00@example.com/ü?a=1&b=🦉#x", secret: "whsec_ \n" },
        kind: "webhook",
        host: "example.com",
        state: "sending",
        attempts: 3,
        nextAt: job.createdAt + 5,
        giveUpAt: job.createdAt + 2 ** 40,
        problem: "It answered 500.",
      },
      {
        ...{ id: null, target: null, kind: "result", host: "", state: "failed", attempts: 0 },
        ...{ nextAt: null, giveUpAt: null, problem: null },
      },
    ],
    attempt: 3,
    failures: 1,
    losses: 2,
    releases: 4,
    leaseOwner: "worker-ü.1",
    leaseUntil: job.createdAt + 60_000,
    sends: 5,
    sentAt: job.createdAt + 1,
    startedAt: job.createdAt + 2,
    finishedAt: job.createdAt + 3,
    ...changes,
  };
}
