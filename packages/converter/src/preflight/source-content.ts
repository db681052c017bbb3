import type { SourceFormat, Warning } from "@platen/core";

/** How a text is stored: a label that `TextDecoder` knows. */
export type TextEncoding = string;

/** What a file turned out to hold, whatever its name says. */
export type SourceContent =
  | {
      readonly kind: "document";
      readonly format: SourceFormat;
      /** It cannot be opened without a password, or only with the one that Excel uses by itself. */
      readonly isEncrypted: boolean;
      /** What of it will not be in the PDF, as far as that can be seen without opening it. */
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: "text"; readonly encoding: TextEncoding; readonly hasByteOrderMark: boolean }
  /** An Office Open XML document of some kind, encrypted as a whole. */
  | { readonly kind: "encrypted-open-xml"; readonly hasKnownCipher: boolean }
  /** Begins like a document but is damaged. */
  | { readonly kind: "damaged"; readonly problem: string }
  | { readonly kind: "empty" }
  /** Something that is not converted; `name` for the person, such as "a PNG picture". */
  | { readonly kind: "other"; readonly name: string };
