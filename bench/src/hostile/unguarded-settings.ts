/**
 * LibreOffice's settings with every guard down: macros run unasked, links are followed. With the jail shut nothing may
 * come of it; with the jail open it must, or the run shows nothing.
 */
export function unguardedSettings(officeVersion: string): string {
  const version = officeVersion.split(".").slice(0, 2).join(".");
  const common = "/org.openoffice.Office.Common/Security/Scripting";
  const settings: [path: string, name: string, value: string][] = [
    [common, "MacroSecurityLevel", "0"],
    [common, "DisableMacrosExecution", "false"],
    [common, "BlockUntrustedRefererLinks", "false"],
    ["/org.openoffice.Office.Writer/Content/Update", "Link", "2"],
    ["/org.openoffice.Office.Calc/Content/Update", "Link", "0"],
    ["/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"],
    ["/org.openoffice.Setup/Product", "ooSetupLastVersion", version],
  ];
  const items = settings.map(
    ([path, name, value]) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" ' +
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `${items.join("")}</oor:items>`
  );
}

/** As LibreOfficeKit wants to be told; it forbids macros otherwise, whatever the settings are. */
export const unguardedLoadOptions = "Batch=1,Language=en-GB,EnableMacrosExecution=true,MacroSecurityLevel=0";
