import { randomBytes } from "node:crypto";
import type { QpdfJob } from "../run-qpdf.ts";
import type { OperationOf, Permissions } from "./operation.ts";

const everything: Permissions = {
  ...{ print: "high", copy: true, modify: true, annotate: true, forms: true, assemble: true },
};

/**
 * AES-256 as PDF 2.0 has it (R 6). Reading aloud is always allowed, as PDF 2.0 asks for. Where the owner's password was
 * the one to open, or none, everyone who opens the PDF could lift its restrictions.
 */
export function encryptionOf({
  openPassword = "",
  ownerPassword,
  permissions,
}: OperationOf<"encrypt">): QpdfJob {
  const { print, copy, modify, annotate, forms, assemble } = { ...everything, ...permissions };
  const may = (allowed: boolean) => (allowed ? "y" : "n");
  return {
    userPassword: openPassword,
    ownerPassword: ownerPassword ?? randomBytes(24).toString("base64url"),
    "256bit": {
      print: print === "high" ? "full" : print,
      extract: may(copy),
      modifyOther: may(modify),
      annotate: may(annotate),
      form: may(forms),
      assemble: may(assemble),
    },
  };
}
