import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError, type Converter } from "@platen/core";
import { Canary, type CanaryDocument } from "../canary.ts";
import { DocumentConverter } from "../convert-document.ts";
import { SeveralConverter } from "../convert-several.ts";
import type { Engine } from "../engine.ts";
import { Inspection } from "../inspection/inspection.ts";
import type { JailChoice } from "../jail/jail-choice.ts";
import type { JailMode } from "../jail/jail-mode.ts";
import { leaksOf } from "../jail/probes.ts";
import { firstUserId, mayGiveFilesAway } from "../jail/user-ids.ts";
import { abilitiesOf } from "../libreoffice/abilities.ts";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";
import { mendingStepsIn } from "../mending/mending-steps.ts";
import type { OwnFonts } from "../own-fonts/own-fonts.ts";
import { openToolBench } from "../pdf-tools/tool-bench.ts";
import type { SourceLimits } from "../preflight/source-limits.ts";
import { ProvedConverter } from "../proved-converter.ts";
import { FirstPageConverter } from "../targets/first-page-converter.ts";
import { openDrawing } from "../targets/open-drawing.ts";
import { probeJail } from "./jail/probe-jail.ts";
import type { PressLimits } from "./job/press-request.ts";
import { PressEngine } from "./press-engine.ts";
import { findPressProgram, type PressProgram } from "./process/press-program.ts";
import { makePressWorkFolder, type PressWorkFolder } from "./process/press-work-folder.ts";
import { TemplateProcess } from "./process/template-process.ts";
import { TemplateSupervisor } from "./process/template-supervisor.ts";

export interface PressChoice extends JailChoice {
  readonly office: LibreOffice;
  readonly reason: string;
  readonly limits: PressLimits;
  readonly sourceLimits: SourceLimits;
  /** Steps of mending that are left out, with commas between them. */
  readonly mendingOff?: string;
  readonly jail: JailMode;
  /** Whether functions of LibreOffice are replaced by faster ones; they are unless this says off. */
  readonly tuning?: "on" | "off";
  /** veraPDF; without it no PDF is verified. */
  readonly verapdfJar?: string | undefined;
  /** Where documents are converted; the system's temporary folder by default. */
  readonly workFolder?: string | undefined;
  /** Tried once with a document that the press cannot open, without a crash or a limit being the cause. */
  readonly fallback?: Engine | undefined;
  /** The operator's; a template process is started anew when they change. */
  readonly fonts?: OwnFonts | undefined;
}

/** More than any worker has slots; the rest is for the canary. */
const maxChildren = 64;

/**
 * Starts the press, has its jail tried from inside and a document converted. Fails with `unavailable` /
 * `engine_unavailable` and why it cannot run here.
 */
export async function openPress(choice: PressChoice): Promise<Converter> {
  const program = await findPressProgram();
  if (program === undefined) {
    throw new AppError("unavailable", "engine_unavailable", "The press is not built. Run npm run native.");
  }
  const userIds = (await mayGiveFilesAway()) ? firstUserId : 0;
  const folders = new Set<string>();
  const removeFolders = async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
    folders.clear();
  };
  const start = async () => {
    const fonts = choice.fonts?.hold();
    const fontRules = fonts?.copy.rules ?? "";
    const { path, ...rest } = await makePressWorkFolder(choice.office, program, { fontRules });
    folders.add(path);
    const remove = async () => {
      await rm(path, { recursive: true, force: true });
      folders.delete(path);
      await fonts?.release();
    };
    try {
      const template = await startJailedTemplate({ choice, program, firstUserId: userIds, ...rest });
      void template.ended.then(remove);
      return template;
    } catch (error) {
      await remove();
      throw error;
    }
  };
  try {
    const supervisor = await TemplateSupervisor.open(start);
    choice.fonts?.onChange(() => supervisor.renew());
    const { reason, limits, sourceLimits, fallback } = choice;
    const { maxResultBytes, timeoutMs } = limits;
    const settings = { supervisor, reason, limits };
    const engine = new PressEngine({ ...settings, cleanUp: removeFolders });
    const mendingOff = mendingStepsIn(choice.mendingOff ?? "");
    const abilities = abilitiesOf(choice.office);
    const inspection = new Inspection({ sourceLimits, timeoutMs, abilities, mendingOff });
    inspection.warmUp();
    const bench = await openToolBench(choice);
    const drawing = await openDrawing(bench);
    const parts = { engine, fallback, inspection, drawing, bench, maxResultBytes, maxRuns: maxChildren };
    const canary = new Canary(await canaryDocumentOf(program), { workFolder: choice.workFolder });
    const documents = new DocumentConverter(parts);
    const several = new SeveralConverter({ documents, inspection, bench, drawing, maxResultBytes });
    return await ProvedConverter.open(new FirstPageConverter(several, drawing), canary);
  } catch (error) {
    await removeFolders();
    throw error;
  }
}

interface TemplateChoice extends Omit<PressWorkFolder, "path"> {
  readonly choice: PressChoice;
  readonly program: PressProgram;
  readonly firstUserId: number;
}

export async function startJailedTemplate({ choice, ...rest }: TemplateChoice): Promise<TemplateProcess> {
  const { jail, tuning = "on", without = [], maxLandlockAbi, guarded } = choice;
  const programFolder = dirname(choice.office.program);
  const jailed = { jail, without, maxLandlockAbi };
  const template = await TemplateProcess.start({ ...rest, ...jailed, programFolder, maxChildren, tuning });
  try {
    const leak = leaksOf(await probeJail(template, guarded), template.ready.layers)[0];
    if (leak === undefined || jail === "best-effort") return template;
    throw new AppError(
      "unavailable",
      "engine_unavailable",
      `The press's jail does not hold here: a document could ${leak.name}. Run npm run doctor, or set JAIL=best-effort to convert all the same.`,
    );
  } catch (error) {
    await template.close();
    throw error;
  }
}

async function canaryDocumentOf(program: PressProgram): Promise<CanaryDocument> {
  const document = program.warmUpDocuments.find((path) => path.endsWith(".pptx"));
  if (document !== undefined) return { format: "pptx", bytes: await readFile(document) };
  throw new AppError("unavailable", "engine_unavailable", "The press is half built. Run npm run native.");
}
