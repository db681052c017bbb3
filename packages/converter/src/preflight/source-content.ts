import type { Family, SourceFormat, Warning } from "@platen/core";
import type { Container } from "./believed-formats.ts";

/** How a text is stored: a label that `textDecoder` knows. */
export type TextEncoding = string;

/**
 * How a document is encrypted: in a way that LibreOffice has always opened with the password, as the one part of a
 * package that LibreOffice opens since 24.8, or in a way that it does not open at all.
 */
export type Encryption = "none" | "usual" | "one-part" | "unknown";

/** What a file turned out to hold, whatever its name says. */
export type SourceContent =
  | {
      readonly kind: "document";
      readonly format: SourceFormat;
      /** Where it is not that of nearly every document of the format. */
      readonly family?: Family;
      /** Other than "none", it needs a password, or the one that Excel uses by itself. */
      readonly encryption: Encryption;
      /** What of it will not be in the PDF, as far as that can be seen without opening it. */
      readonly warnings: readonly Warning[];
    }
  | {
      readonly kind: "text";
      readonly encoding: TextEncoding;
      readonly hasByteOrderMark: boolean;
      /** Nothing in it says so. */
      readonly isGuessed?: boolean;
    }
  /** An Office Open XML document of some kind, encrypted as a whole. */
  | { readonly kind: "encrypted-open-xml"; readonly encryption: "usual" | "unknown" }
  /** An Office Open XML document of some kind as one XML file, which no LibreOffice opens. */
  | { readonly kind: "flat-package" }
  /** Begins like a document but is damaged. */
  | { readonly kind: "damaged"; readonly problem: string }
  | { readonly kind: "empty" }
  /**
   * Something that is not known, or not converted; `name` for the person, such as "a PDF". It may be a format that only
   * LibreOffice knows, unless it `isKnown`.
   */
  | {
      readonly kind: "other";
      readonly name: string;
      readonly isKnown?: boolean;
      /** It is well-formed markup. */
      readonly isMarkup?: boolean;
      /** What to do, where that is known. */
      readonly advice?: string;
      readonly container?: Container;
      /** Why nothing should open it, whatever it is. */
      readonly excess?: string | undefined;
    };
