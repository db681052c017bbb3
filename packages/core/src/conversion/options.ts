/** What a person may ask of the PDF. What is absent has the default of `optionsSchema`. */
export interface ConversionOptions {
  readonly pages?: string;
  readonly pdfa?: "1b" | "2b" | "3b";
  readonly tagged?: boolean;
  readonly images?: "original" | "print" | "screen";
  readonly comments?: boolean;
  readonly hiddenSlides?: boolean;
  readonly locale?: string;
}

/**
 * The options as JSON Schema: what the API accepts, what `/v1/formats` and `/openapi.json` show. The password is
 * not among them, because it is a secret of the source and no option of the PDF.
 */
export const optionsSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    pages: {
      type: "string",
      pattern: "^[1-9][0-9]{0,5}(-([1-9][0-9]{0,5})?)?(,[1-9][0-9]{0,5}(-([1-9][0-9]{0,5})?)?)*$",
      maxLength: 200,
      description:
        "Pages or slides to keep, such as 1-3,5,8-. All of them by default. A PDF of some slides has no outline.",
    },
    pdfa: { type: "string", enum: ["1b", "2b", "3b"], description: "Archive format PDF/A of this level." },
    tagged: {
      type: "boolean",
      default: false,
      description: "Mark headings, lists and pictures for screen readers.",
    },
    images: {
      type: "string",
      enum: ["original", "print", "screen"],
      default: "original",
      description: "original: not scaled down; print: at most 300 DPI; screen: at most 150 DPI.",
    },
    comments: { type: "boolean", default: false, description: "Show comments in the PDF." },
    hiddenSlides: { type: "boolean", default: false, description: "Include hidden slides." },
    locale: {
      type: "string",
      pattern: "^[a-z]{2,3}(-[A-Z]{2})?$",
      default: "en-GB",
      description: "Language and country, such as en-US: decides the paper of documents that name none.",
    },
  },
} as const satisfies {
  type: "object";
  additionalProperties: false;
  properties: Record<keyof ConversionOptions, object>;
};
