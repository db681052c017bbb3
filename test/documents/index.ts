/**
 * The project's own test documents, made by code so that a test says what is in them. Ordinary ones of every kind
 * that can be converted, and such as are wrong on purpose.
 */
export { createPicture } from "./picture.ts";
export { createPresentation, type PresentationContent, presentationParts } from "./presentation.ts";
export type { Slide } from "./slide.ts";
export { type Parts, zipPackage } from "./zip-package.ts";
