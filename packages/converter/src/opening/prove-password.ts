import { closeSync, openSync } from "node:fs";
import type { SourceFormat } from "@platen/core";
import { rc4DescriptionOf } from "../preflight/compound/compound-content.ts";
import { CompoundFile, CompoundFileDamaged } from "../preflight/compound/compound-file.ts";
import { ZipArchive } from "../preflight/zip-archive.ts";
import { ZipDamaged } from "../preflight/zip-end.ts";
import { provesOpenDocument } from "./open-document-password.ts";
import { provesRc4 } from "./rc4-password.ts";

export interface PasswordProof {
  readonly path: string;
  readonly format: SourceFormat;
  readonly password: string;
  readonly maxEntries: number;
}

/**
 * Whether a password is that of a document, by what the document holds to check it: LibreOffice says of a damaged one that
 * the password is wrong. Undefined where that cannot be known.
 */
export async function provePassword({
  path,
  format,
  password,
  maxEntries,
}: PasswordProof): Promise<boolean | undefined> {
  try {
    if (format === "doc" || format === "xls") return proveOld(path, password);
    const archive = ZipArchive.open(path, maxEntries);
    try {
      return await provesOpenDocument(archive, password);
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof CompoundFileDamaged || error instanceof ZipDamaged) return undefined;
    throw error;
  }
}

function proveOld(path: string, password: string): boolean | undefined {
  const descriptor = openSync(path, "r");
  try {
    const description = rc4DescriptionOf(CompoundFile.open(descriptor));
    return description === undefined ? undefined : provesRc4(description, password);
  } finally {
    closeSync(descriptor);
  }
}
