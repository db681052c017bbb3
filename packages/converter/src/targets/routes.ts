import {
  type ConversionOptions,
  isPictureFormat,
  type OfficeFamily,
  type TargetFormat,
  type targetsOf,
} from "@platen/core";
import type { EngineOutput } from "../options/engine-output.ts";
import { exportOptionsJson, pdfExportFilterOf } from "../options/export-filter.ts";
import { moduleOf } from "../options/office-module.ts";
import { familyOf, type SourceFacts } from "../preflight/inspect-source.ts";
import { csvOptions } from "./csv-options.ts";

type Target<F extends OfficeFamily> = (typeof targetsOf)[F][number];
type Saved = Omit<EngineOutput, "extension">;
type Opened = Pick<SourceFacts, "format" | "family">;
type Save = (options: ConversionOptions, opened: Opened) => Saved;
type Drawn = "png" | "jpg" | "webp" | "svg";

const by =
  (filter: string, options = ""): Save =>
  () => ({ filter, options, isSeveral: false });

const pdf: Save = (options, facts) => ({
  filter: pdfExportFilterOf(moduleOf(facts)),
  options: exportOptionsJson(options, familyOf(facts)),
  isSeveral: false,
});

/**
 * The one table of what LibreOffice saves, for both engines: the filter of every target of a family, and its options.
 * Pictures are drawn from the PDF.
 */
const routes: { readonly [F in OfficeFamily]: Readonly<Record<Exclude<Target<F>, Drawn>, Save>> } = {
  presentation: {
    pdf,
    pptx: by("Impress MS PowerPoint 2007 XML"),
    odp: by("impress8"),
  },
  text: {
    pdf,
    docx: by("MS Word 2007 XML"),
    odt: by("writer8"),
    rtf: by("Rich Text Format"),
    // The one token that LibreOfficeKit hands on as it is; LF and a byte order mark are what it then chooses.
    txt: by("Text (encoded)", "UTF8"),
    html: by("HTML (StarWriter)", "EmbedImages"),
    epub: by("EPUB"),
  },
  sheet: {
    pdf,
    xlsx: by("Calc MS Excel 2007 XML"),
    ods: by("calc8"),
    csv: (options) => ({
      filter: "Text - txt - csv (StarCalc)",
      options: csvOptions(options),
      isSeveral: true,
    }),
    // Unlike Writer, Calc puts no picture into the page itself.
    html: () => ({ filter: "HTML (StarCalc)", options: "", isSeveral: true }),
  },
  drawing: { pdf },
  formula: { pdf },
};

/** What LibreOffice has to save of a document; undefined where it cannot become the target. */
export function engineOutputOf(
  target: TargetFormat,
  options: ConversionOptions,
  opened: Opened,
): EngineOutput | undefined {
  const extension = isPictureFormat(target) ? "pdf" : target;
  const family = familyOf(opened);
  if (family === "pdf") return undefined;
  const saves: Readonly<Partial<Record<TargetFormat, Save>>> = routes[family];
  const save = saves[extension];
  const asked = isPictureFormat(target) ? ofDrawnPages(options) : options;
  return save && { extension, ...save(asked, opened) };
}

/** What is asked of a picture of a page is not meant for the pictures inside the PDF that it is drawn from. */
function ofDrawnPages({ dpi: _, quality: __, ...rest }: ConversionOptions): ConversionOptions {
  return rest;
}
