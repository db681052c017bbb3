import type { Converter } from "@platen/core";
import { DocumentConverter } from "../convert-document.ts";
import { SeveralConverter } from "../convert-several.ts";
import { Inspection } from "../inspection/inspection.ts";
import { abilitiesOf } from "../libreoffice/abilities.ts";
import type { MendingStep } from "../mending/mending-steps.ts";
import type { ToolBench } from "../pdf-tools/tool-bench.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import type { DrawingTools } from "../targets/draw-pages.ts";
import { FirstPageConverter } from "../targets/first-page-converter.ts";
import { LibreOfficeConvertEngine, type LibreOfficeConvertSettings } from "./libre-office-convert-engine.ts";

export interface LibreOfficeConvertChoice extends LibreOfficeConvertSettings {
  readonly sourceLimits: SourceLimits;
  /** Steps of mending that are left out. */
  readonly mendingOff?: readonly MendingStep[];
  /** One of its own unless it is given; ends with the converter. */
  readonly inspection?: Inspection;
  /** Without it no document becomes pictures. */
  readonly drawing?: DrawingTools | undefined;
  /** Where PDFs are merged and changed; without it that fails. */
  readonly bench?: ToolBench | undefined;
}

/** More runs at once than any worker has slots. */
const maxRuns = 64;

/** libreoffice-convert without another engine to turn to. Nothing is started before the first document. */
export function openLibreOfficeConvert(choice: LibreOfficeConvertChoice): Converter {
  const { maxResultBytes } = choice.officeLimits;
  const inspection =
    choice.inspection ?? new Inspection({ ...choice, abilities: abilitiesOf(choice.office) });
  const documents = new DocumentConverter({
    engine: new LibreOfficeConvertEngine(choice),
    inspection,
    drawing: choice.drawing,
    bench: choice.bench,
    maxResultBytes,
    maxRuns,
  });
  const { bench, drawing } = choice;
  const several = new SeveralConverter({ documents, inspection, bench, drawing, maxResultBytes });
  return new FirstPageConverter(several, drawing);
}
