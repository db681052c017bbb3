import type { Bookmark, Metadata } from "../../pdf-objects/change.ts";

export const rotationAngles = [90, 180, 270] as const;

/** What a reader may do with a PDF that is opened without its owner's password. */
export interface Permissions {
  readonly print: "none" | "low" | "high";
  readonly copy: boolean;
  readonly modify: boolean;
  readonly annotate: boolean;
  readonly forms: boolean;
  readonly assemble: boolean;
}

/** Pages as in `pages` of the options: 1-3,5,8-. Absent: all. */
type Pages = string | undefined;

interface Mark {
  /** A PDF whose first page is laid over or under the pages. */
  readonly path: string;
  readonly pages?: Pages;
  /** Which of its pages for each of `pages`, in place of the first for all. */
  readonly from?: string;
}

/** What leads to one input of a merged PDF. */
export interface MergedInput {
  /** Of a bookmark for its beginning, above its own; absent: none. */
  readonly title?: string;
  /** In the place of its own. */
  readonly bookmarks?: readonly Bookmark[];
}

/**
 * One change of a PDF. Where there is more than one input, it is done to each of them, but for `merge`, which makes one
 * of all. Every input is a path; `password` opens the inputs that need one.
 */
export type Operation = { readonly password?: string } & (
  | {
      readonly kind: "merge";
      /** For each input; absent: only their own bookmarks. */
      readonly entries?: readonly MergedInput[];
    }
  /** Every so many pages a new PDF. */
  | { readonly kind: "split"; readonly mode: "intervals"; readonly span: number }
  /** The chosen pages, each by itself or together. */
  | { readonly kind: "split"; readonly mode: "pages"; readonly pages: string; readonly unify: boolean }
  | { readonly kind: "rotate"; readonly angle: (typeof rotationAngles)[number]; readonly pages?: Pages }
  /** Form fields and comments become part of the page. */
  | { readonly kind: "flatten" }
  | { readonly kind: "writeMetadata"; readonly metadata: Metadata }
  /** In the place of all that were there. */
  | { readonly kind: "writeBookmarks"; readonly bookmarks: readonly Bookmark[] }
  /** Under what the pages show. */
  | ({ readonly kind: "watermark" } & Mark)
  /** Over what the pages show. */
  | ({ readonly kind: "stamp" } & Mark)
  | { readonly kind: "embed"; readonly files: readonly EmbeddedFile[] }
  /** `images`: pictures become JPEGs where that is smaller. */
  | { readonly kind: "optimize"; readonly images?: boolean }
  | {
      readonly kind: "encrypt";
      /** Asked for when the PDF is opened; absent: nobody is asked. */
      readonly openPassword?: string;
      /** Lifts all restrictions; absent: a random one that nobody knows. */
      readonly ownerPassword?: string;
      readonly permissions?: Partial<Permissions>;
    }
  | { readonly kind: "decrypt" }
);

export interface EmbeddedFile {
  readonly path: string;
  /** As readers of the PDF see it. */
  readonly name: string;
  readonly mediaType?: string;
  readonly description?: string;
  /** What it is to the document. */
  readonly relationship?: string;
}

export type OperationOf<Kind extends Operation["kind"]> = Extract<Operation, { kind: Kind }>;
