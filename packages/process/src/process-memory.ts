import { readFileSync } from "node:fs";

/** What Linux counts for one process, each with the most that it ever was: proc_pid_status(5). */
export interface ProcessMemory {
  readonly residentBytes: number;
  readonly peakResidentBytes: number;
  readonly addressSpaceBytes: number;
  readonly peakAddressSpaceBytes: number;
}

/** Undefined when the process has ended, and where there is no /proc. */
export function readMemory(pid: number): ProcessMemory | undefined {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return undefined;
  }
  const sizes = new Map([...status.matchAll(/^(Vm\w+):\s+(\d+) kB$/gm)].map(([, name, kB]) => [name, kB]));
  if (sizes.size === 0) return undefined;
  const bytesOf = (name: string) => Number(sizes.get(name)) * 1024;
  return {
    residentBytes: bytesOf("VmRSS"),
    peakResidentBytes: bytesOf("VmHWM"),
    addressSpaceBytes: bytesOf("VmSize"),
    peakAddressSpaceBytes: bytesOf("VmPeak"),
  };
}
