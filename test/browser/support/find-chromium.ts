import { accessSync, constants } from "node:fs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine, or the one in CHROMIUM_PATH. If there is none, the error says what to install. */
export function findChromium(chosen = process.env.CHROMIUM_PATH): string {
  const found = (chosen === undefined ? places : [chosen]).find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    `There is no Chromium at ${chosen ?? places.join(", ")}. Install it (apt-get install --no-install-recommends ` +
      "chromium) or set CHROMIUM_PATH to the program.",
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
