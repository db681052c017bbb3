interface TargetFacts {
  readonly mediaType: string;
}

/** Everything that a document can become, by the usual file name extension. Media types as registered with IANA. */
export const targetFormats = {
  pdf: { mediaType: "application/pdf" },
} as const satisfies Record<string, TargetFacts>;

export type TargetFormat = keyof typeof targetFormats;

/** What a result is as a file: what was asked for, or a zip of several of these. */
export type ResultFormat = TargetFormat | "zip";

export function mediaTypeOfResult(format: ResultFormat): string {
  return format === "zip" ? "application/zip" : targetFormats[format].mediaType;
}
