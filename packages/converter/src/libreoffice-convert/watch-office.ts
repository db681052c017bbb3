import { opendir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { readMemory } from "@platen/process";

const lookEveryMs = 150;
/** Where the launcher puts the source, which may be of the same kind as the result. */
const sourceFolder = "source";

export interface OfficeWatch {
  /** The most address space that LibreOffice was seen to use; 0 where the system does not tell. */
  peakMemoryBytes(): number;
  stop(): Promise<void>;
}

/**
 * Looks at a running LibreOffice from outside. It tells nobody how far it is, but makes its output file when the
 * document is loaded; and it tells nobody that memory was refused to it, but the system knows how much it had.
 */
export function watchOffice(
  record: string,
  expected: { readonly outputs: string; readonly extension: string },
  onExporting: () => void,
): OfficeWatch {
  let peakMemoryBytes = 0;
  let isExporting = false;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    peakMemoryBytes = Math.max(peakMemoryBytes, await memoryOf(record));
    if (isExporting || !(await hasOutput(expected))) return;
    isExporting = true;
    onExporting();
  }

  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, lookEveryMs);

  return {
    peakMemoryBytes: () => peakMemoryBytes,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

/** 0 before it has started, after it has ended, and where there is no /proc. */
async function memoryOf(record: string): Promise<number> {
  const [, session = ""] = (await readFile(join(record, "processes"), "utf8").catch(() => ""))
    .trim()
    .split(" ");
  return session === "" ? 0 : (readMemory(Number(session))?.peakAddressSpaceBytes ?? 0);
}

/** LibreOffice writes one file or two; a document that controls it may write any number. */
const maxFiles = 1_000;

async function hasOutput({ outputs, extension }: { outputs: string; extension: string }): Promise<boolean> {
  try {
    let seen = 0;
    for await (const { name, parentPath } of await opendir(outputs, { recursive: true })) {
      const isOutput = name.endsWith(".tmp") || name.endsWith(`.${extension}`);
      if (isOutput && basename(parentPath) !== sourceFolder) return true;
      if (++seen > maxFiles) return false;
    }
    return false;
  } catch {
    // Files come and go while they are listed; the next look is soon.
    return false;
  }
}
