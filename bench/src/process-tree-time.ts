import { allProcesses, processTreeOf, ticksPerSecond } from "@platen/process";

/**
 * Processor time of this process and of every process that it started, ended ones included, in seconds. Undefined where
 * there is no /proc.
 */
export function processTreeSeconds(): number | undefined {
  const all = processTreeOf([process.pid], allProcesses());
  if (all.length === 0) return undefined;
  return all.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) / ticksPerSecond;
}
