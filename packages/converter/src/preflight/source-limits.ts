/** What a source may unpack to. Counted on what really comes out, not on what the file says of itself. */
export interface SourceLimits {
  /** All parts together. */
  readonly maxInflatedBytes: number;
  readonly maxZipEntries: number;
  /** One XML part: LibreOffice needs many times its size in memory. */
  readonly maxXmlPartBytes: number;
  /** How many times its packed size a large part may have. */
  readonly maxInflateRatio: number;
}

export const defaultSourceLimits: SourceLimits = {
  maxInflatedBytes: 1_073_741_824,
  maxZipEntries: 20_000,
  maxXmlPartBytes: 209_715_200,
  maxInflateRatio: 200,
};

/** Small parts may pack as well as they like: a blank picture or an empty sheet often does. */
export const ratioCountsFromBytes = 33_554_432;
