import { resolve } from "node:path";
import { AppError, type Converter, isAppError } from "@platen/core";
import { Canary } from "./canary.ts";
import { type ConverterSettings, defaultConverterSettings, mostMemoryBytes } from "./converter-settings.ts";
import type { JailChoice } from "./jail/jail-choice.ts";
import { canBeTried, findJailLauncher, type JailLauncher } from "./jail/jail-launcher.ts";
import { findLibreOffice, type LibreOffice } from "./libreoffice/find-libreoffice.ts";
import { checkLauncher } from "./libreoffice-convert/launcher.ts";
import {
  LibreOfficeConvertEngine,
  type LibreOfficeConvertSettings,
} from "./libreoffice-convert/libre-office-convert-engine.ts";
import { openLibreOfficeConvert } from "./libreoffice-convert/open-libreoffice-convert.ts";
import { leaksOf, probeOfficeJail } from "./libreoffice-convert/probe-office-jail.ts";
import { mendingStepsIn } from "./mending/mending-steps.ts";
import { ConverterWithFonts } from "./own-fonts/converter-with-fonts.ts";
import { type FontsReport, OwnFonts } from "./own-fonts/own-fonts.ts";
import { openToolBench } from "./pdf-tools/tool-bench.ts";
import type { PressLimits } from "./press/job/press-request.ts";
import { openPress } from "./press/open-press.ts";
import { ProvedConverter } from "./proved-converter.ts";
import { openDrawing } from "./targets/open-drawing.ts";

/**
 * Opens the engine that ENGINE asks for. Fails with `unavailable` / `engine_unavailable` and what to do when it
 * cannot run here; `auto` then takes the other one and says why. With JAIL=enforce neither opens a document unless its
 * jail has every layer and holds.
 */
export async function openConverter(
  settings: ConverterSettings = defaultConverterSettings,
  { workFolder, onFonts, ...jail }: ConverterPlace = {},
): Promise<Converter> {
  const office = await findLibreOffice(settings.sofficePath);
  const place = { settings, office, jail, workFolder };
  if (settings.fontsPath === undefined) return openEngine(place);
  const fonts = await OwnFonts.open(resolve(settings.fontsPath), { onReport: onFonts });
  try {
    return new ConverterWithFonts(await openEngine({ ...place, fonts }), fonts);
  } catch (error) {
    await fonts.close();
    throw error;
  }
}

async function openEngine(place: Place): Promise<Converter> {
  const { settings } = place;
  if (settings.engine === "libreoffice-convert") return openProved(place, "asked for by ENGINE");
  if (settings.engine === "press") return pressOf(place, "asked for by ENGINE");
  try {
    return await pressOf(place, "the press is built and its jail holds");
  } catch (error) {
    if (!isAppError(error, "engine_unavailable")) throw error;
    return openProved(place, "the press does not run here; the log says why", error.message);
  }
}

export interface ConverterPlace extends JailChoice {
  /** Where documents are converted, and at the start a small one; the system's temporary folder by default. */
  readonly workFolder?: string | undefined;
  /** Is told what became of the folder of `fontsPath`, at the start and whenever something in it has changed. */
  readonly onFonts?: (report: FontsReport) => void;
}

interface Place {
  readonly workFolder: string | undefined;
  readonly settings: ConverterSettings;
  readonly office: LibreOffice;
  readonly jail: JailChoice;
  readonly fonts?: OwnFonts | undefined;
}

/** What the press cannot open gets a second chance in the other engine, but only in a jail that is as good. */
async function pressOf(
  { settings, office, jail, workFolder, fonts }: Place,
  reason: string,
): Promise<Converter> {
  const officeJail = await findJailLauncher(jail);
  const holds = officeJail !== undefined && (await problemOfJail(officeJail, jail)) === undefined;
  const second = () =>
    officeSettings({ settings, office, fonts }, "for what the press cannot open", officeJail);
  const fallback = holds ? new LibreOfficeConvertEngine(second()) : undefined;
  return openPress({
    ...jail,
    ...settings,
    limits: limitsOf(settings),
    workFolder,
    office,
    reason,
    fallback,
    fonts,
  });
}

/** A text of two words: it needs nothing that was built. */
const canaryDocument = { format: "txt", bytes: Buffer.from("Platen converts.\n") } as const;

async function openProved(place: Place, reason: string, reasonDetail?: string): Promise<Converter> {
  const canary = new Canary(canaryDocument, { workFolder: place.workFolder });
  return ProvedConverter.open(await openFallback(place, reason, reasonDetail), canary);
}

async function openFallback(
  { settings, office, jail, fonts }: Place,
  reason: string,
  reasonDetail?: string,
): Promise<Converter> {
  await checkLauncher();
  const officeJail = await findJailLauncher(jail);
  if (settings.jail === "enforce") {
    const problem = await problemOfJail(officeJail, jail);
    if (problem !== undefined)
      throw new AppError("unavailable", "engine_unavailable", unjailed(problem, reasonDetail ?? reason));
  }
  const { sourceLimits } = settings;
  const bench = await openToolBench({
    ...{ ...jail, jail: settings.jail, limits: limitsOf(settings) },
    verapdfJar: settings.verapdfJar,
    fonts,
  });
  const drawing = await openDrawing(bench);
  return openLibreOfficeConvert({
    ...officeSettings({ settings, office, fonts }, reason, officeJail),
    reasonDetail,
    sourceLimits,
    mendingOff: mendingStepsIn(settings.mendingOff),
    drawing,
    bench,
  });
}

function officeSettings(
  { settings, office, fonts }: Pick<Place, "settings" | "office" | "fonts">,
  reason: string,
  jail: JailLauncher | undefined,
): LibreOfficeConvertSettings {
  const { timeoutMs } = settings.limits;
  return { office, reason, timeoutMs, officeLimits: limitsOf(settings), jail, fonts };
}

/** Why a document could leave the jail of libreoffice-convert. */
async function problemOfJail(
  jail: JailLauncher | undefined,
  { guarded }: JailChoice,
): Promise<string | undefined> {
  if (jail === undefined) return "it is not built; run npm run native";
  if (!(await canBeTried(jail))) return "what tries it is not built; run npm run native";
  if (jail.missing.length > 0) return `this machine lacks ${jail.missing.join(", ")}`;
  const leak = leaksOf(await probeOfficeJail(jail, guarded), jail.layers)[0];
  return leak === undefined ? undefined : `a document could ${leak.name}`;
}

function unjailed(problem: string, reason: string): string {
  return (
    `JAIL=enforce lets nothing open a document outside a jail, and that of libreoffice-convert does not hold: ${problem}. ` +
    `It was chosen because: ${reason} Run npm run doctor, or set JAIL=best-effort to convert with what layers there are.`
  );
}

/** `settings.limits`, complete. */
export function limitsOf({ limits }: ConverterSettings): PressLimits {
  return { maxMemoryBytes: mostMemoryBytes, ...limits };
}
