import { type ConversionOptions, optionsSchema, type ResultPasswords } from "@platen/core";
import type { FormValues } from "./form-values.ts";
import { readWhole } from "./option-field.ts";

/** What one or several fields of the form ask for, in our own terms. */
export interface Asked {
  readonly options?: ConversionOptions;
  readonly resultPasswords?: ResultPasswords;
}

type Levels = NonNullable<ConversionOptions["pdfa"]>;

const archiveLevels: readonly string[] = optionsSchema.properties.pdfa.enum;

export function archiveOf(form: FormValues): Asked {
  const given = form.text("pdfa") ?? form.text("nativePdfa");
  const isTagged = form.flag("pdfua", false);
  form.flag("nativePdfFormats", true); // there is one way to PDF/A here
  const level = archiveLevels.find((known) => given === `PDF/A-${known}`);
  if (given !== undefined && level === undefined) {
    const known = archiveLevels.map((one) => `PDF/A-${one}`).join(", ");
    form.refuse("pdfa", `must be one of ${known}`);
  }
  return {
    options: { ...(level !== undefined && { pdfa: level as Levels }), ...(isTagged && { tagged: true }) },
  };
}

/** Of PDFs, which nothing here can tag: where only PDF/UA is asked for, it is verified whether they are that already. */
export function archiveOfPdfs(form: FormValues): Asked {
  const { tagged, pdfa } = archiveOf(form).options ?? {};
  if (pdfa !== undefined) return { options: { pdfa } };
  return tagged ? { options: { pdfua: true } } : {};
}

export function splitOf(form: FormValues): Asked {
  const mode = form.text("splitMode");
  const span = pagesOf(form, "splitSpan");
  const isUnified = form.flag("splitUnify", false);
  if (mode === undefined) return {};
  if (mode !== "intervals" && mode !== "pages") {
    form.refuse("splitMode", "must be intervals or pages");
    return {};
  }
  if (mode === "intervals") {
    if (isUnified) form.refuse("splitUnify", "belongs to splitMode=pages only");
    if (!/^[1-9]\d{0,5}$/.test(span ?? "")) form.refuse("splitSpan", "must be a number of pages such as 2");
    return { options: { split: span ?? "" } };
  }
  if (!isRanges(span ?? "")) form.refuse("splitSpan", "must be pages such as 1-3,5,8-");
  // A number alone would be an interval.
  const ranges = (span ?? "").split(",").map((range) => (range.includes("-") ? range : `${range}-${range}`));
  return { options: { split: ranges.join(","), splitInto: isUnified ? "one" : "pages" } };
}

export function rotationOf(form: FormValues): Asked {
  const angle = form.read("rotateAngle", (text) =>
    readWhole(text, (value) => [90, 180, 270].includes(value), "90, 180 or 270"),
  );
  const pages = pagesOf(form, "rotatePages");
  if (angle === undefined) return {};
  if (pages !== undefined && !isRanges(pages)) form.refuse("rotatePages", "must be pages such as 1-3,5,8-");
  return { options: { rotate: pages === undefined ? String(angle.value) : `${angle.value}:${pages}` } };
}

export function flattenOf(form: FormValues): Asked {
  return form.flag("flatten", false) ? { options: { flatten: true } } : {};
}

export function optimizeOf(form: FormValues): Asked {
  form.read("imageQuality", (text) =>
    readWhole(text, (value) => value >= 1 && value <= 100, "a whole number from 1 to 100"),
  );
  return form.flag("optimizeImages", false) ? { options: { optimizeImages: true } } : {};
}

const permitted = {
  allowPrinting: ["print", "printDraft"],
  allowCopying: ["copy"],
  allowModifying: ["modify"],
  allowAnnotating: ["annotate"],
  allowFillingForms: ["forms"],
  allowAssembling: ["assemble"],
};

export function protectionOf(form: FormValues): Asked {
  const openPassword = form.text("userPassword");
  const ownerPassword = form.text("ownerPassword");
  const refused = Object.keys(permitted).filter((name) => !form.flag(name, true));
  const hasPassword = openPassword !== undefined || ownerPassword !== undefined;
  if (refused.length > 0 && !hasPassword)
    form.refuse(refused[0] ?? "", "limits readers only along with userPassword or ownerPassword");
  if (!hasPassword) return {};
  const allowed = Object.entries(permitted).flatMap(([name, names]) => (refused.includes(name) ? [] : names));
  const permissions = allowed.length === 0 ? "none" : allowed.join(",");
  return {
    ...(refused.length > 0 && { options: { permissions } }),
    resultPasswords: {
      ...(openPassword !== undefined && { openPassword }),
      // The same for both says that everyone who opens it is its owner, as one alone does.
      ...(ownerPassword !== undefined && ownerPassword !== openPassword && { ownerPassword }),
    },
  };
}

/** Ranges of pages as Gotenberg's tools write them, in our form: `2-z` and `2-l` go to the end, and `-3` begins at 1. */
export function pagesOf(form: FormValues, name: string): string | undefined {
  const given = form.text(name)?.replace(/\s/g, "");
  return given?.replace(/-[zl](?=,|$)/g, "-").replace(/(^|,)-(?=\d)/g, "$11-");
}

export function isRanges(text: string): boolean {
  return new RegExp(optionsSchema.properties.pages.pattern).test(text) && text.length <= 200;
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // said to be wrong by whoever asked
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
