import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface ProfileChoice {
  /** Decides the paper of documents that name none. */
  readonly locale: string;
  /** As LibreOffice's `versionrc` says; a profile that names it needs no second start. */
  readonly buildId: string;
  /** Such as 7.4.7.2. A profile that no version has used yet makes LibreOffice test its drawing for most of a second. */
  readonly version: string;
  /** Whether a macro of the profile itself may run. Macros of documents never may. */
  readonly ownMacros?: boolean;
}

type Value = boolean | number | string;
type Settings = Readonly<Record<string, Readonly<Record<string, Value>>>>;

const common = "/org.openoffice.Office.Common";

/**
 * What LibreOffice may not do on behalf of a document: run macros, follow links, load what lies elsewhere, reach
 * the network, start Java. The second line behind whatever jail the engine has.
 * Not DisableActiveContent: from 25.2 on it also drops the equations of Office Open XML.
 */
const hardened: Settings = {
  [`${common}/Security/Scripting`]: {
    MacroSecurityLevel: 3,
    BlockUntrustedRefererLinks: true,
    DisableOLEAutomation: true,
    DisablePythonRuntime: true,
  },
  "/org.openoffice.Office.Writer/Content/Update": { Link: 0, Field: false, Chart: false },
  "/org.openoffice.Office.Calc/Content/Update": { Link: 1 },
  "/org.openoffice.Office.Java/VirtualMachine": { Enable: false },
  // Port 9 answers to nobody, so a request that slips through the other settings ends at once.
  "/org.openoffice.Inet/Settings": {
    ooInetProxyType: 1,
    ooInetHTTPProxyName: "127.0.0.1",
    ooInetHTTPProxyPort: 9,
    ooInetHTTPSProxyName: "127.0.0.1",
    ooInetHTTPSProxyPort: 9,
    ooInetFTPProxyName: "127.0.0.1",
    ooInetFTPProxyPort: 9,
    ooInetNoProxy: "",
  },
};

/** What only a desktop needs. */
const quiet: Settings = {
  [`${common}/Misc`]: { FirstRun: false, CrashReport: false, UseOpenCL: false, ShowTipOfTheDay: false },
  "/org.openoffice.Office.Recovery/AutoSave": { Enabled: false },
  "/org.openoffice.Office.Recovery/RecoveryInfo": { Enabled: false },
  "/org.openoffice.Setup/Office": { ooSetupInstCompleted: true },
};

/** What helps who edits a document for hours, and costs memory where it is gone through twice. */
const sparing: Settings = {
  // Bytes of laid out text to keep, of LibreOffice's own 20,000,000. These few are as quick, for 10 MB less.
  [`${common}/Cache/Font`]: { GlyphsCacheSize: 500_000 },
};

/** Writes a fresh profile into `folder`, which must not exist: hardened, quiet, sparing, and ready without a second start. */
export async function writeProfile(folder: string, choice: ProfileChoice): Promise<void> {
  const user = join(folder, "user");
  await mkdir(join(user, "extensions"), { recursive: true, mode: 0o700 });
  await writeFile(join(user, "registrymodifications.xcu"), profileSettings(choice));
  await writeFile(join(user, "extensions", "buildid"), choice.buildId);
}

/** The profile's `registrymodifications.xcu`. Settings that a version of LibreOffice does not know it passes over. */
export function profileSettings({ locale, version, ownMacros = false }: ProfileChoice): string {
  const chosen: Settings = {
    [`${common}/Security/Scripting`]: { DisableMacrosExecution: !ownMacros },
    "/org.openoffice.Setup/L10N": { ooSetupSystemLocale: locale },
    "/org.openoffice.Setup/Product": { ooSetupLastVersion: version.split(".").slice(0, 2).join(".") },
  };
  const items = [hardened, quiet, sparing, chosen].flatMap((settings) =>
    Object.entries(settings).flatMap(itemsOf),
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" ' +
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' +
    `${items.join("\n")}\n</oor:items>\n`
  );
}

function itemsOf([path, values]: [string, Readonly<Record<string, Value>>]): string[] {
  return Object.entries(values).map(
    ([name, value]) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
}
