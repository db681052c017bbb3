/** What an upload may cost, besides the file itself. */
export const formLimits = {
  /** Two, so that a second file is seen and can be refused with words. */
  files: 2,
  fields: 30,
  parts: 32,
  fieldSize: 4_096,
  fieldNameSize: 100,
  headerPairs: 50,
  /** Bytes of one part's head. A name of 1,000 characters fits in, whatever its script. */
  headerSize: 16_384,
};

/** A form with all its fields and boundaries is at most this much larger than its file. */
export const formOverheadBytes = 200_000;

/** As RFC 2046, 5.1.1 has it. */
export const maxBoundaryCharacters = 70;
