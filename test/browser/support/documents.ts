import { saveWithOffice } from "@platen/converter/test-support";
import { createDamagedPresentation, createPresentation } from "@platen/test-documents";

/** A file for the file chooser. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function presentation(name: string, slides: number): ChosenFile {
  return chosen(name, createPresentation({ slides }));
}

export const longSlides = 600;

/** Keeps LibreOffice busy for seconds, so that a test can act during the conversion. */
export function longPresentation(name: string): ChosenFile {
  return presentation(name, longSlides);
}

/** The upload succeeds, the conversion fails. */
export function damagedPresentation(name: string): ChosenFile {
  return chosen(name, createDamagedPresentation());
}

export async function lockedPresentation(name: string, password: string): Promise<ChosenFile> {
  const open = createPresentation({ slides: 1 });
  return chosen(name, await saveWithOffice(open, { from: "pptx", to: "odp", password }));
}

function chosen(name: string, content: Uint8Array): ChosenFile {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
}
