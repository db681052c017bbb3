/** Options of a finished PDF whose texts mean more than a schema can say: what they mean, and what is wrong with them. */
export {
  type EmbedMetadata,
  type EmbedsMetadata,
  fileRelationships,
  readEmbedsMetadata,
} from "./embeds-metadata.ts";
export { finishingMistakes, type OptionMistake } from "./finishing-mistakes.ts";
export { type Mark, markPositions, readMark } from "./mark.ts";
export { type PageRange, readRanges } from "./page-ranges.ts";
export type { Parsed } from "./parsed.ts";
export { type PdfMetadata, readPdfMetadata } from "./pdf-metadata.ts";
export { type PdfBookmark, type PdfOutline, readPdfOutline } from "./pdf-outline.ts";
export { type Rotation, readRotation } from "./rotation.ts";
export { readSplit, type Split } from "./split.ts";
