import { type Backend, isAppError, uploadKeyOf } from "@platen/core";
import type { FastifyRequest } from "fastify";
import { isForm } from "./is-form.ts";
import { receiveForm } from "./receive-form.ts";
import { notAForm, refuseAnnounced, tooLarge, wholeBody } from "./receive-upload.ts";
import { formOverheadBytes } from "./upload-limits.ts";
import { readPermit } from "./upload-permit.ts";
import type { UploadTurn } from "./upload-turn.ts";

export interface ReceivingPermitted {
  readonly backend: Backend;
  readonly turn: UploadTurn;
  readonly maxBytes: number;
  readonly now: number;
}

/** Stores the file of a form whose field `permit`, which comes before it, says where to. After a refusal nothing is stored. */
export async function receivePermitted(
  request: FastifyRequest,
  { backend, turn, maxBytes, now }: ReceivingPermitted,
): Promise<void> {
  if (!isForm(request)) throw notAForm();
  refuseAnnounced(request, maxBytes, formOverheadBytes);
  const fields = new Map<string, string>();
  await receiveForm(request.headers, wholeBody(request, turn), maxBytes, {
    fields,
    onFile: async (_filename, content) => {
      const { jobId } = readPermit(backend.idKey, fields.get("permit") ?? "", now);
      try {
        await backend.files.write(uploadKeyOf(jobId), content, { maxBytes });
      } catch (error) {
        throw isAppError(error, "upload_too_large") ? tooLarge(maxBytes, undefined) : error;
      }
    },
  });
}
