import type { EngineFigures } from "./measuring/measure-engines.ts";
import { median } from "./measuring/statistics.ts";
import { engineNames } from "./open-engines.ts";
import { conversionsOf, convertedBy, cpuRatio, wallOf } from "./report-conversions.ts";
import type { Threshold } from "./thresholds.ts";

/**
 * What the press promises in comparison with the other engines. A figure that could not be measured misses its threshold;
 * only the measurement with slots may be left out.
 */
export function engineThresholds(figures: readonly EngineFigures[]): Threshold[] {
  const press = conversionsOf(figures, engineNames.press);
  const throughputs = figures.find(({ engine }) => engine === engineNames.press)?.throughputs ?? [];
  const gain = (wallOf(throughputs, 1) ?? Number.NaN) / (wallOf(throughputs, 2) ?? Number.NaN);
  const ownMegabytes = press.filter(({ pages }) => pages !== undefined).map(({ ownBytes }) => ownBytes / 1e6);
  const against = (name: string) => cpuRatio(press, conversionsOf(figures, name));
  const asManyAs = convertedBy(conversionsOf(figures, engineNames.soffice));
  const slotsThreshold: Threshold = {
    name: "2 slots against 1 slot",
    value: gain,
    limit: 1.8,
    side: "at least",
  };
  return [
    {
      name: "documents converted, as many as soffice",
      value: convertedBy(press),
      limit: asManyAs,
      side: "at least",
    },
    { name: "CPU against the baseline", value: against(engineNames.baseline), limit: 1, side: "at most" },
    {
      name: "CPU against libreoffice-convert, plain",
      value: against(engineNames.package),
      limit: 0.4,
      side: "at most",
    },
    { name: "own memory, median MB", value: median(ownMegabytes), limit: 50, side: "at most" },
    ...(throughputs.length > 0 ? [slotsThreshold] : []),
  ];
}

/** Ratios without a threshold. */
export function otherRatios(figures: readonly EngineFigures[]): string {
  const press = conversionsOf(figures, engineNames.press);
  const names = [engineNames.libreofficeConvert, engineNames.soffice];
  return names
    .map((name) => `CPU against ${name}: ${cpuRatio(press, conversionsOf(figures, name)).toFixed(2)}`)
    .join("; ");
}
