import type { JailChoice } from "../jail/jail-choice.ts";
import { canBeTried, findJailLauncher } from "../jail/jail-launcher.ts";
import { leaksOf, probeOfficeJail } from "../libreoffice-convert/probe-office-jail.ts";

/** Tries the jail of libreoffice-convert and tells what is otherwise than in the press's. */
export async function trySecondJail(
  choice: JailChoice,
): Promise<{ readonly lines: readonly string[]; readonly isSound: boolean }> {
  const head = "second engine libreoffice-convert";
  const jail = await findJailLauncher(choice);
  if (jail === undefined || !(await canBeTried(jail)))
    return { lines: [`${head}: its jail, or what tries it, is not built; npm run native`], isSound: false };
  const probes = await probeOfficeJail(jail, choice.guarded);
  const leaks = leaksOf(probes, jail.layers).map(({ name }) => name);
  const allowed = probes.filter(({ refused }) => !refused);
  const missing = jail.missing.length === 0 ? "none" : jail.missing.join(", ");
  return {
    lines: [
      `${head}: ${jail.layers.join(", ")}; missing: ${missing}`,
      `  ${probes.length - allowed.length} of the same attempts are refused there`,
      ...allowed.map(
        ({ name }) =>
          `  ${name.padEnd(48)} ${leaks.includes(name) ? "SUCCEEDS" : "succeeds (LibreOffice needs it)"}`,
      ),
    ],
    isSound: leaks.length === 0 && jail.missing.length === 0,
  };
}
