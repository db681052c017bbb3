import { type ConversionOptions, optionsSchema, type TargetFormat, targetFormats } from "@platen/core";

/** What a client asks for besides the file itself. */
export interface Wishes {
  readonly format: TargetFormat;
  readonly options: ConversionOptions;
  readonly password: string | null;
  readonly batch: string | null;
}

const names = Object.keys(targetFormats);

export const batchSchema = {
  type: "string",
  pattern: "^[\\x21-\\x7e]{1,100}$",
  description: "A label of your own, to list jobs by: up to 100 visible ASCII characters.",
} as const;

/** The fields of a form besides the file. Values come as text and are turned into what they should be. */
export const wishesSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    format: { type: "string", enum: names, description: "What to convert to: pdf, which is the default." },
    ...optionsSchema.properties,
    password: {
      type: "string",
      minLength: 1,
      maxLength: 255,
      description: "Opens a protected document. Kept only as long as the job may need it, and never shown.",
    },
    batch: batchSchema,
  },
} as const;

/** Checked by `wishesSchema` before. */
export function wishesOf(fields: Readonly<Record<string, unknown>>): Wishes {
  const { format = "pdf", password = null, batch = null, ...options } = fields as Partial<Wishes>;
  return { format, password, batch, options: options as ConversionOptions };
}
