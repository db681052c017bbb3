import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type LibreOffice, makeOwnCaches } from "@platen/converter";
import type { CpuAccount } from "./accounting/cpu-account.ts";
import { openAccount } from "./accounting/open-account.ts";
import { buildBaseline } from "./running/build-baseline.ts";
import type { Engine, Task } from "./running/engine.ts";
import { LineProgram } from "./running/line-program.ts";
import { prepareProfile } from "./running/office-profile.ts";
import { pdfOptionsJson } from "./running/pdf-options.ts";
import { SofficeCommand } from "./running/soffice-command.ts";

export const engineNames = {
  press: "press",
  libreofficeConvert: "libreoffice-convert",
  package: "libreoffice-convert, plain",
  soffice: "soffice, warm profile",
  baseline: "baseline",
} as const;

/** What is needed to open an engine. */
export interface EngineContext {
  readonly office: LibreOffice;
  readonly workFolder: string;
  readonly logFile: number;
  /** A copy of a document for warming up; its result is ignored. */
  readonly firstDocument: Task;
  /** Every account that was opened; the run closes them at its end. */
  readonly accounts: CpuAccount[];
}

const programOf = (name: string) => fileURLToPath(new URL(`running/${name}.ts`, import.meta.url));

export function openPress(context: EngineContext): Promise<Engine> {
  return openConverterEngine(engineNames.press, context, { ENGINE: "press" });
}

export function openLibreOfficeConvert(context: EngineContext): Promise<Engine> {
  return openConverterEngine(engineNames.libreofficeConvert, context, { ENGINE: "libreoffice-convert" });
}

async function openConverterEngine(
  name: string,
  context: EngineContext,
  settings: Readonly<Record<string, string>>,
): Promise<Engine> {
  const { folder, account, environment } = await prepareEngine(name, context);
  return new LineProgram({
    ...{ name, account, folder, logFile: context.logFile },
    slots: 2,
    program: process.execPath,
    args: [programOf("converter-program")],
    environment: { ...environment, ...settings, SOFFICE_PATH: context.office.program },
  });
}

export async function openPackage(context: EngineContext): Promise<Engine> {
  const { folder, account, environment } = await prepareEngine("package", context);
  return new LineProgram({
    ...{ name: engineNames.package, account, folder, environment, logFile: context.logFile },
    slots: 2,
    program: process.execPath,
    args: [programOf("package-program")],
  });
}

export async function openSoffice(context: EngineContext): Promise<Engine> {
  const { folder, account, environment } = await prepareEngine("soffice", context);
  return new SofficeCommand({
    ...{ account, folder, environment, logFile: context.logFile },
    program: join(dirname(context.office.program), "soffice"),
    firstDocument: context.firstDocument,
  });
}

export async function openBaseline(context: EngineContext): Promise<Engine> {
  const { folder, account, environment } = await prepareEngine("baseline", context);
  const programFolder = dirname(context.office.program);
  const profile = join(folder, "profile");
  await prepareProfile(profile);
  return new LineProgram({
    ...{ name: engineNames.baseline, account, folder, environment, logFile: context.logFile },
    slots: 1,
    program: await buildBaseline(programFolder),
    args: [programFolder, pathToFileURL(profile).href, pdfOptionsJson],
  });
}

/** Creates a separate folder, account and environment for an engine. */
export async function prepareEngine(name: string, { workFolder, accounts }: EngineContext) {
  const plainName = name.replaceAll(/[^a-z0-9]+/gi, "-");
  const folder = join(workFolder, plainName);
  const temporary = join(folder, "temporary");
  await mkdir(temporary, { recursive: true });
  const account = await openAccount(plainName, workFolder);
  accounts.push(account);
  const environment = {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: folder,
    TMPDIR: temporary,
    LANG: "C.UTF-8",
    ...(await makeOwnCaches(join(folder, "caches"))),
  };
  return { folder, account, environment };
}
