/**
 * The project's own test documents, made by code so that a test says what is in them. Ordinary ones of every kind
 * that can be converted, and such as are wrong on purpose.
 */

export { createBitmap } from "./bitmap.ts";
export { createEmbeddedFont, type EmbeddedFont } from "./embedded-font.ts";
export { createFlatPackage } from "./flat-package.ts";
export { createForm } from "./form.ts";
export { createHiddenOpenSheet, createHiddenSheets, type SheetToHide } from "./hidden-sheets.ts";
export { createLinkedPicture } from "./linked-picture.ts";
export { createMacroSheet } from "./macro-sheet.ts";
export { createMarkup } from "./markup.ts";
export { createOldFile } from "./old-files.ts";
export { createOpenDocument, type OpenDocumentContent } from "./open-document.ts";
export { createFont } from "./own-font.ts";
export { complexField, createOwnName, type OwnNameForm } from "./own-name.ts";
export { createDottedStripes, createGlass, createPicture, createStripes } from "./picture.ts";
export { createPresentation, type PresentationContent, presentationParts } from "./presentation.ts";
export { createRareOpenDocument } from "./rare-open-document.ts";
export { createRichText, createRichTextFile } from "./rich-text.ts";
export { createScrolledWorkbook, type ScrolledSheet } from "./scrolled-workbook.ts";
export type { Slide } from "./slide.ts";
export { createSunPackage } from "./sun-package.ts";
export {
  createLongText,
  createWordDocument,
  type Paragraph,
  type WordDocumentContent,
} from "./word-document.ts";
export {
  createEquation,
  createHyphenated,
  createNumberedInWords,
  createPrinterText,
} from "./word-features.ts";
export { createWordFile, type WordFile, wordNamespaces } from "./word-file.ts";
export { createWorkbook, type WorkbookContent } from "./workbook.ts";
export { createWorkbookFile, type WorkbookFile } from "./workbook-file.ts";
export {
  createBlankPart,
  createDamagedPresentation,
  createDeclaredEntity,
  truncated,
} from "./wrong-documents.ts";
export { escapeXml } from "./xml.ts";
export { type Parts, zipPackage } from "./zip-package.ts";
