import type { Backend } from "@platen/core";
import type { BackendSettings } from "./backend-settings.ts";

/**
 * Opens what BACKEND says; close it with `closeBackend`. A message that was received is hidden for `visibilityMs`.
 * Fails with `unavailable` and a message that names the setting to change. Only what was chosen is loaded.
 */
export async function openBackend(
  { kind, aws, ...local }: BackendSettings,
  { visibilityMs }: { visibilityMs: number },
): Promise<Backend> {
  if (kind === "aws") {
    const { openAwsBackend } = await import("@platen/aws");
    return openAwsBackend(aws, { visibilityMs });
  }
  const { openLocalBackend } = await import("@platen/local");
  return openLocalBackend({ ...local, visibilityMs });
}
