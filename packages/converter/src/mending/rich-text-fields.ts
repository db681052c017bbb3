import { type RichTextVisitor, visitRichText } from "./rich-text-tokens.ts";
import type { XmlEdit } from "./xml-edits.ts";

export interface RichTextField {
  readonly instruction: string;
  readonly hasResult: boolean;
  /** What makes it a field: without these only what it shows is left. */
  readonly cuts: readonly XmlEdit[];
}

export interface RichTextFacts {
  readonly fields: readonly RichTextField[];
  /** Bookmarks that begin and end. */
  readonly bookmarks: ReadonlySet<string>;
  /** Pieces of text that were put in or taken out in review. */
  readonly changes: number;
}

interface OpenField {
  instruction: string;
  readonly start: number;
  instructionEnd: number;
  resultWord: XmlEdit | undefined;
  hasResult: boolean;
}

interface Group {
  /** What the text in it belongs to. */
  collect: ((text: string) => void) | undefined;
  field?: OpenField;
  atEnd?: (end: number) => void;
}

/** LibreOffice reads no deeper either. */
const maxDepth = 5_000;
const maxLetters = 200;

/** Reads the fields and bookmarks of an RTF text, in one pass. What is nested too deep is not read. */
export function readRichText(rtf: string): RichTextFacts {
  const reader = new FieldReader();
  visitRichText(rtf, reader);
  return reader.facts();
}

class FieldReader implements RichTextVisitor {
  readonly #groups: Group[] = [];
  readonly #fields: RichTextField[] = [];
  readonly #begun = new Set<string>();
  readonly #ended = new Set<string>();
  #tooDeep = 0;
  #changes = 0;

  facts(): RichTextFacts {
    const bookmarks = new Set([...this.#begun].filter((name) => this.#ended.has(name)));
    return { fields: this.#fields, bookmarks, changes: this.#changes };
  }

  open(): void {
    if (this.#groups.length >= maxDepth) this.#tooDeep += 1;
    else this.#groups.push({ collect: this.#groups.at(-1)?.collect });
  }

  close(at: number): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    const group = this.#groups.pop();
    group?.atEnd?.(at + 1);
    if (group?.field !== undefined) this.#endField(group.field);
  }

  text(text: string): void {
    if (this.#tooDeep === 0) this.#groups.at(-1)?.collect?.(text);
  }

  word(name: string, at: number, end: number): void {
    const group = this.#groups.at(-1);
    if (group === undefined || this.#tooDeep > 0) return;
    if (name === "revised" || name === "deleted") this.#changes += 1;
    else if (name === "bkmkstart") collectName(group, this.#begun);
    else if (name === "bkmkend") collectName(group, this.#ended);
    else if (name === "field")
      group.field = {
        instruction: "",
        start: at,
        instructionEnd: 0,
        resultWord: undefined,
        hasResult: false,
      };
    else if (name === "fldinst") this.#beginInstruction(group);
    else if (name === "fldrslt") this.#beginResult(group, at, end);
  }

  /** The field to which a group directly in it belongs. */
  get #field(): OpenField | undefined {
    return this.#groups.at(-2)?.field;
  }

  #beginInstruction(group: Group): void {
    const field = this.#field;
    if (field === undefined) return;
    group.collect = (text) => {
      if (field.instruction.length < maxLetters) field.instruction += text;
    };
    group.atEnd = (end) => {
      field.instructionEnd = end;
    };
  }

  #beginResult(group: Group, at: number, end: number): void {
    const field = this.#field;
    if (field === undefined) return;
    field.resultWord = { at, to: end, text: "" };
    const outer = this.#groups.at(-3)?.collect;
    group.collect = (text) => {
      if (text.trim() !== "") field.hasResult = true;
      outer?.(text);
    };
  }

  #endField({ instruction, start, instructionEnd, resultWord, hasResult }: OpenField): void {
    if (instructionEnd <= start) return;
    const head = { at: start, to: instructionEnd, text: "" };
    this.#fields.push({
      instruction: instruction.replace(/[\r\n]/g, ""),
      hasResult,
      cuts: resultWord === undefined || resultWord.at < head.to ? [head] : [head, resultWord],
    });
  }
}

function collectName(group: Group, names: Set<string>): void {
  let name = "";
  group.collect = (text) => {
    if (name.length < maxLetters) name += text;
  };
  group.atEnd = () => names.add(name.trim());
}
