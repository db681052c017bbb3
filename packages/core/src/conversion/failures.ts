interface FailureFacts {
  /** Told to the client: the same document may succeed another time. */
  readonly retryable: boolean;
  /** The worker tries again by itself while failures are left. */
  readonly retry: boolean;
  readonly message: string;
}

/** Every way in which a job can end without a result. Codes never change. */
export const failures = {
  unsupported_format: {
    retryable: false,
    retry: false,
    message:
      "The file is not a kind of document that can be converted. Check that its name and its content agree.",
  },
  unsupported_target: {
    retryable: false,
    retry: false,
    message: "The document cannot become what was asked for here. GET /v1/formats says what it can become.",
  },
  source_empty: { retryable: false, retry: false, message: "The file is empty. Upload it again." },
  source_missing: {
    retryable: false,
    retry: false,
    message: "The uploaded file is no longer kept. Upload it again.",
  },
  source_corrupt: {
    retryable: false,
    retry: false,
    message:
      "The file is damaged and cannot be opened. Open and save it in the program that made it, then upload it again.",
  },
  source_encrypted: {
    retryable: false,
    retry: false,
    message: "The file is protected by a password. Send the password along, or save the file without one.",
  },
  wrong_password: {
    retryable: false,
    retry: false,
    message: "The password does not open the file. Check it, or save the file without one.",
  },
  encryption_unsupported: {
    retryable: false,
    retry: false,
    message:
      "The file is encrypted in a way that cannot be opened here, with or without its password. Save it without a password, or with an older kind of encryption, and upload it again.",
  },
  source_too_complex: {
    retryable: false,
    retry: false,
    message: "The file unpacks to more than is allowed. Split it, or remove large pictures and unused parts.",
  },
  pages_out_of_range: {
    retryable: false,
    retry: false,
    message: "The document has none of the pages that were asked for. Correct the pages, or leave them out.",
  },
  conformance_not_reached: {
    retryable: false,
    retry: false,
    message: "The PDF would not be what it claims to be. Ask for another level of PDF/A, or for none.",
  },
  conversion_timeout: {
    retryable: true,
    retry: false,
    message: "The conversion took longer than is allowed. Try again later, or split the document.",
  },
  engine_crashed: {
    retryable: true,
    retry: true,
    message: "LibreOffice crashed on this document. Try again, or save it anew and upload it again.",
  },
  resource_limit: {
    retryable: false,
    retry: false,
    message:
      "The document needs more memory, processor time or disk than is allowed. Split it, or make its pictures smaller.",
  },
  output_invalid: {
    retryable: true,
    retry: true,
    message: "LibreOffice did not produce a sound file. Try again, or save the document anew.",
  },
  worker_lost: {
    retryable: true,
    retry: false,
    message: "The conversion was interrupted too often. Try again later.",
  },
  unavailable: {
    retryable: true,
    retry: false,
    message: "Something the conversion depends on was down for too long. Try again later.",
  },
  engine_unavailable: {
    retryable: true,
    retry: false,
    message:
      "LibreOffice converted no document for too long. This is not your document's fault. Try again later.",
  },
  expired: {
    retryable: true,
    retry: false,
    message: "The job waited too long for its turn. Upload the document again.",
  },
  canceled: { retryable: true, retry: false, message: "The job was canceled." },
} as const satisfies Record<string, FailureFacts>;

export type FailureCode = keyof typeof failures;

export interface Failure {
  readonly code: FailureCode;
  /** What happened and what to do, for the person. */
  readonly message: string;
  /** Whether the same document may succeed another time. */
  readonly retryable: boolean;
  /** For the log only: exit status, signal, the end of the program's output. Never the content of a document. */
  readonly detail?: string;
}

/** The failure as it is told, with a message of its own where the case is known more closely. */
export function failureOf(
  code: FailureCode,
  message: string = failures[code].message,
): Omit<Failure, "detail"> {
  return { code, message, retryable: failures[code].retryable };
}
