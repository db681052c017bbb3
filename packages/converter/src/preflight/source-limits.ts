/** What a source may unpack to. Counted on what really comes out, not on what the file says of itself. */
export const defaultSourceLimits = {
  /** All parts together. */
  maxInflatedBytes: 1_073_741_824,
  maxZipEntries: 20_000,
  /** One XML part: LibreOffice needs many times its size in memory. */
  maxXmlPartBytes: 209_715_200,
  /** How many times its packed size a large part may have. */
  maxInflateRatio: 200,
};

export type SourceLimits = Readonly<typeof defaultSourceLimits>;

/** Small parts may pack as well as they like: a blank picture or an empty sheet often does. */
export const ratioCountsFromBytes = 33_554_432;
