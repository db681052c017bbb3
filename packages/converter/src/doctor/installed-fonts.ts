import { execa } from "execa";

/** What documents ask for most, in the free fonts that have the same widths, and one for Chinese, Japanese and Korean. */
export const wantedFonts = ["Liberation Sans", "DejaVu Sans", "Carlito", "Caladea", "Noto Sans CJK"] as const;

export interface InstalledFonts {
  readonly families: number;
  /** Of `wantedFonts`. */
  readonly missing: readonly string[];
}

/** Undefined where fontconfig's own tools are not installed. */
export async function installedFonts(): Promise<InstalledFonts | undefined> {
  const { failed, stdout } = await execa("fc-list", [":", "family"], { reject: false, timeout: 20_000 });
  if (failed) return undefined;
  const families = new Set(stdout.split("\n").flatMap((line) => line.split(",").map((name) => name.trim())));
  families.delete("");
  const isThere = (wanted: string) => [...families].some((family) => family.startsWith(wanted));
  return { families: families.size, missing: wantedFonts.filter((wanted) => !isThere(wanted)) };
}
