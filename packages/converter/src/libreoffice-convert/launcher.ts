import { access, constants } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { AppError } from "@platen/core";

/** What libreoffice-convert starts in the place of soffice. */
export const launcher = fileURLToPath(new URL("office-launcher.sh", import.meta.url));

/** Fails with `unavailable` / `engine_unavailable` where LibreOffice cannot be started this way. */
export async function checkLauncher(): Promise<void> {
  if (process.platform === "win32") {
    throw unavailable(
      "LibreOffice is started by a shell script, which Windows lacks. Use WSL or a container.",
    );
  }
  try {
    await access(launcher, constants.X_OK);
  } catch (error) {
    throw unavailable(`${launcher} may not be executed. Put it right with chmod +x.`, error);
  }
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError("unavailable", "engine_unavailable", message, cause);
}
