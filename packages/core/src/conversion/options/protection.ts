import type { OptionGroup, OptionSchema } from "./option-group.ts";

/** What a reader may be allowed to do with a PDF. */
export const permissionNames = [
  "print",
  "printDraft",
  "copy",
  "modify",
  "annotate",
  "forms",
  "assemble",
] as const;
export type PermissionName = (typeof permissionNames)[number];

const name = permissionNames.join("|");

/** Longer ones would be cut off by the encryption of a PDF, which counts bytes; `maxPasswordBytes` is the exact limit. */
export const maxPasswordBytes = 127;

const password = (description: string) =>
  ({
    type: "string",
    pattern: "^[^\\u0000-\\u001f\\u007f]+$",
    maxLength: maxPasswordBytes,
    writeOnly: true,
    description,
  }) as const satisfies OptionSchema;

export const protection = {
  title: "Protection of the PDF",
  targets: ["pdf"],
  properties: {
    openPassword: password(
      "Encrypt the PDF with AES-256, so that nobody opens it without this password. Up to 127 bytes; never shown again. Not with pdfa.",
    ),
    ownerPassword: password(
      "Opens the PDF as its owner, whom permissions do not bind. By default a random one that nobody knows.",
    ),
    permissions: {
      type: "string",
      pattern: `^(all|none|(${name})(,(${name}))*)$`,
      maxLength: 100,
      description:
        "What everyone else may do, which programs respect that keep to the rules: all, none, or some of print, printDraft (coarsely), copy, modify, annotate, forms (fill them in), assemble (insert and turn pages), with commas between them. Not with pdfa.",
    },
  },
} as const satisfies OptionGroup;

/** Passwords of the result. Unlike the other options they are secrets: no answer and no log has them. */
export interface ResultPasswords {
  readonly openPassword?: string;
  readonly ownerPassword?: string;
}

/** Blanks between the names are what people write. */
export function tidyPermissions(given: string): string {
  return given.replace(/\s/g, "");
}

/** `given` has the form of the option. */
export function permissionsOf(given: string): ReadonlySet<PermissionName> {
  if (given === "all") return new Set(permissionNames);
  return new Set(given.split(",").filter((name): name is PermissionName => name !== "none"));
}
