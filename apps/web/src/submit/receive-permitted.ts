import { type Backend, isAppError, uploadKeyOf } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { bodyInTurns, tooLarge } from "./body-in-turns.ts";
import { receiveForm } from "./form-parts.ts";
import type { UploadTurn } from "./upload-turn.ts";

export interface ReceivingPermitted {
  readonly files: Backend["files"];
  /** Of the job that the permit is for. */
  readonly jobId: string;
  readonly turn: UploadTurn;
  readonly maxBytes: number;
}

/** Stores the file of a form where a permit said. After a refusal nothing is stored. */
export async function receivePermitted(
  request: FastifyRequest,
  { files, jobId, turn, maxBytes }: ReceivingPermitted,
): Promise<void> {
  await receiveForm(request.headers, bodyInTurns(request, turn, maxBytes), maxBytes, {
    fields: new Map(),
    onFile: async (_filename, content) => {
      try {
        await files.write(uploadKeyOf(jobId), content, { maxBytes });
      } catch (error) {
        throw isAppError(error, "upload_too_large") ? tooLarge(maxBytes) : error;
      }
    },
  });
}
