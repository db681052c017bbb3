import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { mayInstall } from "./may-install.mjs";
import { root } from "./root.mjs";
import { Unable } from "./unable.mjs";

const version = "1.28.2";
const sha256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6";
const artifact = `org.verapdf.apps:greenfield-apps:${version}`;

/** Where veraPDF lies for the tests. */
export const verapdfJar = join(root, "build", "verapdf", `greenfield-apps-${version}.jar`);

/** Fetches veraPDF once by Maven, which knows where from, and makes sure that it is the one that is known. */
export function installVerapdf() {
  if (isThere()) return;
  const folder = dirname(verapdfJar);
  const args = ["-q", "-B", "dependency:copy", `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
  const command = ["mvn", ...args].join(" ");
  if (!mayInstall(process.env)) throw new Unable(`Missing: veraPDF. Fetch it: ${command}`);
  console.error("Fetching veraPDF by Maven, once.");
  rmSync(verapdfJar, { force: true });
  mkdirSync(folder, { recursive: true });
  const { status, stdout, stderr } = spawnSync("mvn", args, { cwd: folder, encoding: "utf8" });
  if (status === 0 && isThere()) return;
  throw new Unable(
    `${stdout}${stderr}veraPDF could not be fetched, or is another one. Try it yourself: ${command}`,
  );
}

function isThere() {
  if (!existsSync(verapdfJar)) return false;
  return createHash("sha256").update(readFileSync(verapdfJar)).digest("hex") === sha256;
}
