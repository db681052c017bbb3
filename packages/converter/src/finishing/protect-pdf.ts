import { mkdir } from "node:fs/promises";
import { type ConversionOptions, permissionsOf } from "@platen/core";
import { applyOperation } from "../pdf-tools/operations/apply-operation.ts";
import type { Permissions } from "../pdf-tools/operations/operation.ts";
import type { ToolContext, ToolOutcome } from "../pdf-tools/run-qpdf.ts";
import type { Finish } from "./finish.ts";

export function isProtectionAsked({ options, resultPasswords }: Finish): boolean {
  return resultPasswords !== undefined || options.permissions !== undefined;
}

/**
 * Encrypts a PDF with AES-256. `folder` must not exist yet. By a tool of its own and never by LibreOffice, whose
 * encryption is older, and whose unencrypted PDF is what everything before this step reads.
 */
export async function protectPdf(
  path: string,
  { options, resultPasswords = {} }: Finish,
  folder: string,
  context: ToolContext,
): Promise<ToolOutcome> {
  await mkdir(folder);
  const { openPassword, ownerPassword } = resultPasswords;
  return applyOperation(
    {
      kind: "encrypt",
      permissions: readerPermissions(options),
      ...(openPassword !== undefined && { openPassword: prepared(openPassword) }),
      ...(ownerPassword !== undefined && { ownerPassword: prepared(ownerPassword) }),
    },
    [path],
    folder,
    context,
  );
}

/** Readers compare what was typed in this form of Unicode, as ISO 32000-2 (7.6.4.3.3) has it. */
function prepared(password: string): string {
  return password.normalize("NFKC");
}

function readerPermissions({ permissions = "all" }: ConversionOptions): Permissions {
  const may = permissionsOf(permissions);
  return {
    print: may.has("print") ? "high" : may.has("printDraft") ? "low" : "none",
    copy: may.has("copy"),
    modify: may.has("modify"),
    annotate: may.has("annotate"),
    forms: may.has("forms"),
    assemble: may.has("assemble"),
  };
}
