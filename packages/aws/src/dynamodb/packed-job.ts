import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Job } from "@platen/core";

/** The first byte says which dictionary a row was packed with, so that another one can follow. */
const version = 1;

/**
 * What nearly every job holds, so that it takes next to nothing: a row of up to 1 KB costs one unit to write, and as a
 * map of DynamoDB a job would take more. Stored rows need it as it is: a better one is another version.
 */
const dictionary = Buffer.from(
  [
    '"password":"","resultPasswords":{"openPassword":"","ownerPassword":""},"options":{"pages":"","pdfa":"2b","images":"screen"}',
    '"mediaType":"application/vnd.openxmlformats-officedocument.wordprocessingml.document","format":"docx"',
    '"mediaType":"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet","format":"xlsx"',
    '"mediaType":"application/msword","application/vnd.ms-excel","application/vnd.ms-powerpoint","text/plain","text/html"',
    '"mediaType":"application/vnd.oasis.opendocument.text","moreSources":[{"key":"sources/","attachedFiles":[],"moreSourceBytes":',
    '"callbacks":[{"target":{"kind":"webhook","url":"https://","secret":null},"kind":"webhook","host":"","state":"waiting","attempts":0,',
    '"state":"sending","delivered","id":"msg_","nextAt":null,"giveUpAt":null,"problem":null}]',
    '"status":"failed","error":{"code":"engine_crashed","message":"The conversion failed.","retryable":true,"attempt":1}',
    '"warnings":[{"code":"fonts_missing","message":"","phase":"loading","exporting","starting","waiting","percent":0,"result":null',
    '{"id":"01","owner":"owner","source":{"key":"sources/","filename":".pptx","format":"pptx",',
    '"mediaType":"application/vnd.openxmlformats-officedocument.presentationml.presentation","bytes":,"sha256":""},',
    '"format":"pdf","options":{},"password":null,"batch":null,"requestHash":"","resultPasswords":null,"revision":',
    ',"status":"queued","processing","succeeded","phase":"storing","percent":100,"result":{"key":"results/',
    '/attempt-1-","filename":".pdf","mediaType":"application/pdf","bytes":,"sha256":"","pages":1,"engine":"press/7.4.7",',
    '"thumbnailKey":"results//thumbnail.png"},"error":null,"warnings":[],"attempt":1,"failures":0,"losses":0,"releases":0,',
    '"leaseOwner":null,"leaseUntil":null,"sends":0,"sentAt":null,"notBefore":17,"dueAt":17,"deadlineAt":17,',
    '"expiresAt":17,"createdAt":17,"startedAt":17,"finishedAt":null}',
  ].join(""),
);

export function packJob(job: Job): Uint8Array {
  const packed = deflateRawSync(JSON.stringify(job), { dictionary, level: 9 });
  return Buffer.concat([Buffer.of(version), packed]);
}

export function unpackJob(packed: Uint8Array): Job {
  if (packed[0] !== version) throw new Error(`The row was written by a newer Platen (${packed[0]}).`);
  return JSON.parse(inflateRawSync(packed.subarray(1), { dictionary }).toString()) as Job;
}
