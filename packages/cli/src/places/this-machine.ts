import { availableParallelism } from "node:os";
import {
  AppError,
  convertFile,
  defaultConverterSettings,
  machineMemory,
  openConverter,
  planCapacity,
  prepareNativePrograms,
} from "@platen/converter";
import type { Command } from "../arguments/read-arguments.ts";
import { failed, type Place } from "./place.ts";

export interface MachineChoice extends Pick<Command, "engine" | "jail" | "slots"> {
  readonly sofficePath: string | undefined;
  /** Is told what takes long. */
  readonly tell: (line: string) => void;
}

/** Converts on this machine, by the engine of the server. */
export async function openThisMachine({ tell, slots: wanted, ...choice }: MachineChoice): Promise<Place> {
  const why = await prepareNativePrograms(() =>
    tell("Compiling what keeps documents apart. This is done once, and takes about half a minute."),
  );
  if (why !== undefined && choice.jail === "enforce") throw unjailed(why);
  const machine = { processors: availableParallelism(), memoryBytes: await machineMemory() };
  const { slots, maxMemoryBytes } = planCapacity({ slots: wanted }, machine);
  const converter = await openConverter({
    ...defaultConverterSettings,
    ...{ engine: choice.engine, jail: choice.jail },
    ...(choice.sofficePath !== undefined && { sofficePath: choice.sofficePath }),
    limits: { ...defaultConverterSettings.limits, maxMemoryBytes },
  });
  return {
    slots,
    convert: async (wanted) => {
      const outcome = await convertFile(converter, wanted);
      if (!outcome.ok) return failed(outcome.failure);
      const { path, pages, engine, warnings } = outcome.conversion;
      return { ok: true, path, pages, engine, warnings };
    },
    close: () => converter.close(),
  };
}

function unjailed(why: string): AppError {
  const message =
    `Each document is opened in a jail, and there is none here: ${why} ` +
    "Convert on a server with --server, or documents that you trust with --jail best-effort.";
  return new AppError("unavailable", "engine_unavailable", message);
}
