import { type FieldValue, readFlag } from "./option-field.ts";

/** What a form says, and what is found wrong with it. An empty value counts as none, and of several the first. */
export class FormValues {
  readonly #values: ReadonlyMap<string, readonly string[]>;
  readonly #problems: string[] = [];

  readonly #documents: ReadonlyMap<string, unknown>;

  /** `documents` by their names; some may still come. */
  constructor(values: ReadonlyMap<string, readonly string[]>, documents: ReadonlyMap<string, unknown>) {
    this.#values = values;
    this.#documents = documents;
  }

  get filenames(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** Sentences, in the order in which they were found. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  text(name: string): string | undefined {
    return this.#values.get(name)?.[0] || undefined;
  }

  read(name: string, how: (text: string) => FieldValue): (FieldValue & { readonly ok: true }) | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = how(text);
    if (found.ok) return found;
    this.refuse(name, `must be ${found.problem}, and is '${shortened(text)}'`);
    return undefined;
  }

  flag(name: string, otherwise: boolean): boolean {
    const found = this.read(name, readFlag);
    return found === undefined ? otherwise : found.value === true;
  }

  refuse(name: string, problem: string): void {
    this.#problems.push(`The form field '${name}' ${problem}.`);
  }
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
