import os from "node:os";
import type { LibreOffice } from "@platen/converter";
import { execa } from "execa";

/** The machine and versions in one line; figures mean nothing without them. */
export async function describeMachine(office: LibreOffice): Promise<string> {
  const cpus = os.cpus();
  const { stdout: commit } = await execa("git", ["rev-parse", "--short", "HEAD"], { reject: false });
  const { stdout: changes } = await execa("git", ["status", "--porcelain", "packages", "bench"], {
    reject: false,
  });
  return [
    `${cpus.length} processors (${cpus[0]?.model ?? "unknown"}), ${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    `Linux ${os.release().split("-")[0]}`,
    `LibreOffice ${office.version}`,
    `Node ${process.versions.node}`,
    `commit ${commit || "unknown"}${changes ? " with uncommitted changes" : ""}`,
  ].join("; ");
}
