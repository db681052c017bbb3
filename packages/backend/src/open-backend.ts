import type { Backend } from "@platen/core";
import { awsSettingsOf } from "./aws-backend-settings.ts";
import type { BackendSettings } from "./backend-settings.ts";

/**
 * Opens what BACKEND says; close it with `closeBackend`. A message that was received is hidden for `visibilityMs`.
 * Fails with `unavailable` and a message that names the setting to change. Only what was chosen is loaded.
 */
export async function openBackend(
  settings: BackendSettings,
  { visibilityMs }: { visibilityMs: number },
): Promise<Backend> {
  if (settings.BACKEND === "aws") {
    const { openAwsBackend } = await import("@platen/aws");
    return openAwsBackend(awsSettingsOf(settings), { visibilityMs });
  }
  const { openLocalBackend } = await import("@platen/local");
  return openLocalBackend({
    databasePath: settings.DATABASE_PATH,
    storagePath: settings.STORAGE_PATH,
    visibilityMs,
  });
}
