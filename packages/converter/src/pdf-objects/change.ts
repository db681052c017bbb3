/** The document's own facts; what is absent stays as it is, and an empty text removes what was there. */
export type Metadata = Readonly<Record<string, string>>;

export interface Bookmark {
  readonly title: string;
  /** From 1. */
  readonly page: number;
  readonly children?: readonly Bookmark[];
}

/** A change of a PDF's objects. */
export type Change =
  | { readonly kind: "metadata"; readonly metadata: Metadata }
  | { readonly kind: "bookmarks"; readonly bookmarks: readonly Bookmark[] }
  /** What is kept from flattening, before it and after it. Need all objects. */
  | { readonly kind: "prepareFlattening" | "restoreLinks" }
  /** The same for pictures that become JPEGs. */
  | { readonly kind: "hideColourProfiles" | "restoreColourProfiles" }
  /** What the files in it are to the PDF, by their names. Needs all of its objects. */
  | { readonly kind: "relationships"; readonly relationships: Readonly<Record<string, string>> };
