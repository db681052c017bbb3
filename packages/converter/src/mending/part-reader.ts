import type { Warning } from "@platen/core";
import type { Needs } from "../preflight/needs.ts";
import { decodeXml } from "../preflight/xml-prolog.ts";
import type { ZipArchive, ZipPart } from "../preflight/zip-archive.ts";
import type { DefaultPaper } from "./default-paper.ts";
import type { MendingStep } from "./mending-steps.ts";

/** What becomes of a package: parts that are changed, and what is known of it then. */
export interface MendedParts {
  readonly changed?: ReadonlyMap<ZipPart, Buffer>;
  readonly warnings?: readonly Warning[];
  readonly needs: Needs;
}

/** What may be changed, as the person wants it. */
export interface MendingChoice {
  /** Dates that change when a document is opened: as they were saved, or as they are today. */
  readonly dates: "saved" | "today";
  /** Of documents that name none. */
  readonly paper: DefaultPaper;
  /** The result shows pages: links in it are to be clicked. */
  readonly isPrinted: boolean;
  /** Fields of forms are to be filled in the result. */
  readonly formFields?: boolean;
  /** The result is a workbook, whose formulas other programs are to know. */
  readonly keepsFormulas?: boolean;
  /** Every sheet becomes one page. */
  readonly singlePageSheets?: boolean;
  /** The name that the document shows as its own. */
  readonly name: string;
  /** This LibreOffice shows the parts of a Word text that are stored in another format. */
  readonly mergesParts?: boolean;
  /** What is left as LibreOffice has it. */
  readonly off: readonly MendingStep[];
}

export function isOn({ off }: MendingChoice, step: MendingStep): boolean {
  return !off.includes(step);
}

/** A part of a package that was read whole. */
export interface ReadPart extends ReadText {
  readonly part: ZipPart;
}

export interface ReadText {
  readonly bytes: Buffer;
  /** Decoded when it is asked for. */
  readonly xml: string;
  /** In another encoding a changed text would no longer be what its declaration says. */
  readonly isUtf8: boolean;
}

/** A larger part is left as it is: changing it would take more memory than a reader has. */
const maxPartBytes = 16_777_216;
/** Of all parts of a document together. */
const maxBytes = 33_554_432;

/** Reads parts of a package as long as they are not too much. */
export class PartReader {
  readonly archive: ZipArchive;
  #bytesLeft = maxBytes;

  constructor(archive: ZipArchive) {
    this.archive = archive;
  }

  /** Undefined for a part that is not there, or too large. */
  async read(name: string): Promise<ReadPart | undefined> {
    const part = this.archive.find(name);
    if (!part?.isReadable || this.#bytesLeft <= 0) return undefined;
    const { bytes, isWhole } = await this.archive.readStart(part, Math.min(maxPartBytes, this.#bytesLeft));
    this.#bytesLeft -= bytes.length;
    if (!isWhole) return undefined;
    return Object.assign(textOf(bytes), { part });
  }
}

/** Decoded when it is asked for. */
export function textOf(bytes: Buffer): ReadText {
  return new DecodedText(bytes);
}

class DecodedText implements ReadText {
  readonly bytes: Buffer;
  readonly isUtf8: boolean;
  #xml: string | undefined;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.isUtf8 = bytes[0] === 0x3c || bytes[0] === 0xef;
  }

  get xml(): string {
    this.#xml ??= decodeXml(this.bytes);
    return this.#xml;
  }
}

/** Whether a part has one of these words. Costs next to nothing. */
export function hasOneOf({ bytes }: ReadText, signs: readonly string[]): boolean {
  return signs.some((sign) => bytes.includes(sign));
}

/** A change of each part that has one of these words. */
export interface PartEdit {
  readonly signs: readonly string[];
  edited(xml: string): string | undefined;
}

/** A part with all edits, one after the other; undefined where none changes it, or where it cannot be changed. */
export function withEdits(part: ReadText, edits: readonly PartEdit[]): string | undefined {
  if (!part.isUtf8) return undefined;
  let text: string | undefined;
  for (const { signs, edited } of edits) if (hasOneOf(part, signs)) text = edited(text ?? part.xml) ?? text;
  return text;
}
