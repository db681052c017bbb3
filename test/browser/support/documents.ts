import { createPresentation, presentationParts, zipPackage } from "../../documents/index.ts";

/** A file as a person would choose it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const mimeType = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

export function presentation(name: string, slides: number): ChosenFile {
  return { name, mimeType, buffer: Buffer.from(createPresentation({ slides })) };
}

export const longSlides = 600;

/** Keeps LibreOffice busy for seconds, so that something can be done meanwhile. */
export function longPresentation(name: string): ChosenFile {
  return presentation(name, longSlides);
}

/** A sound package whose presentation is none: the upload passes, the conversion fails. */
export function damagedPresentation(name: string): ChosenFile {
  const parts = { ...presentationParts({ slides: 1 }), "ppt/presentation.xml": "<p:presentation" };
  return { name, mimeType, buffer: Buffer.from(zipPackage(parts)) };
}
