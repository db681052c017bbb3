import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type LibreOffice, makeOwnCaches } from "@platen/converter";
import type { CpuAccount } from "./accounting/cpu-account.ts";
import { openAccount } from "./accounting/open-account.ts";
import { buildFloor } from "./running/build-floor.ts";
import type { Engine, Task } from "./running/engine.ts";
import { LineProgram } from "./running/line-program.ts";
import { prepareProfile } from "./running/office-profile.ts";
import { pdfOptionsJson } from "./running/pdf-options.ts";
import { SofficeCommand } from "./running/soffice-command.ts";

export const engineNames = {
  press: "press",
  pressWithPicture: "press, with the first page's picture",
  libreofficeConvert: "libreoffice-convert",
  package: "libreoffice-convert, plain",
  soffice: "soffice, warm profile",
  floor: "floor",
} as const;

/** What every engine is opened with. */
export interface EnginePlace {
  readonly office: LibreOffice;
  readonly workFolder: string;
  readonly logFile: number;
  /** A copy of a document for warming up; its result is looked at by nobody. */
  readonly firstDocument: Task;
  /** Every account that was opened, to be closed at the end of the run. */
  readonly accounts: CpuAccount[];
}

const programOf = (name: string) => fileURLToPath(new URL(`running/${name}.ts`, import.meta.url));

/** By itself the press also draws the first page as a picture; only without that does it make what the others make. */
export function openPress(place: EnginePlace, { drawsFirstPage = false } = {}): Promise<Engine> {
  const name = drawsFirstPage ? engineNames.pressWithPicture : engineNames.press;
  return openConverterEngine(name, place, { ENGINE: "press", THUMBNAILS: String(drawsFirstPage) });
}

export function openLibreOfficeConvert(place: EnginePlace): Promise<Engine> {
  return openConverterEngine(engineNames.libreofficeConvert, place, { ENGINE: "libreoffice-convert" });
}

async function openConverterEngine(
  name: string,
  place: EnginePlace,
  settings: Readonly<Record<string, string>>,
): Promise<Engine> {
  const { folder, account, environment } = await equipmentOf(name, place);
  return new LineProgram({
    ...{ name, account, folder, logFile: place.logFile },
    slots: 2,
    program: process.execPath,
    args: [programOf("converter-program")],
    environment: { ...environment, ...settings, SOFFICE_PATH: place.office.program },
  });
}

export async function openPackage(place: EnginePlace): Promise<Engine> {
  const { folder, account, environment } = await equipmentOf("package", place);
  return new LineProgram({
    ...{ name: engineNames.package, account, folder, environment, logFile: place.logFile },
    slots: 2,
    program: process.execPath,
    args: [programOf("package-program")],
  });
}

export async function openSoffice(place: EnginePlace): Promise<Engine> {
  const { folder, account, environment } = await equipmentOf("soffice", place);
  return new SofficeCommand({
    ...{ account, folder, environment, logFile: place.logFile },
    program: join(dirname(place.office.program), "soffice"),
    firstDocument: place.firstDocument,
  });
}

export async function openFloor(place: EnginePlace): Promise<Engine> {
  const { folder, account, environment } = await equipmentOf("floor", place);
  const programFolder = dirname(place.office.program);
  const profile = join(folder, "profile");
  await prepareProfile(profile);
  return new LineProgram({
    ...{ name: engineNames.floor, account, folder, environment, logFile: place.logFile },
    slots: 1,
    program: await buildFloor(programFolder),
    args: [programFolder, pathToFileURL(profile).href, pdfOptionsJson],
  });
}

/** A folder, an account and an environment of an engine's own. */
export async function equipmentOf(name: string, { workFolder, accounts }: EnginePlace) {
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
