import type { Family } from "../sources/source-formats.ts";
import type { TargetFormat } from "../target-formats.ts";

/** One option as JSON Schema; forms send its value as text. */
export interface OptionSchema {
  readonly type: "string" | "boolean" | "integer" | "number";
  readonly description: string;
  readonly default?: string | boolean | number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  /** A secret: it is taken, and never given back. */
  readonly writeOnly?: true;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Options that belong together and concern the same documents. Those that it does not concern ignore them. */
export interface OptionGroup {
  readonly title: string;
  /** Of which documents; absent: of all. */
  readonly families?: readonly Family[];
  /** For which targets; absent: for all. */
  readonly targets?: readonly TargetFormat[];
  readonly properties: Readonly<Record<string, OptionSchema>>;
}

/** The value that an option's schema allows. */
type ValueOf<Schema> = Schema extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : Schema extends { readonly type: "boolean" }
    ? boolean
    : Schema extends { readonly type: "integer" | "number" }
      ? number
      : string;

/** What a person may have chosen of these options. */
export type ValuesOf<Properties> = { readonly [Name in keyof Properties]?: ValueOf<Properties[Name]> };
