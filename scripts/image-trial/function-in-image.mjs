import { spawn } from "node:child_process";
import { insideRoot, signalInside } from "./chroot.mjs";

// Runs what an image starts as Lambda does: as a user whom the image does not know, with nothing to write but /tmp. The
// image comes as an argument, what Lambda would set comes as this process's environment.

/** @type {import("./build-image.mjs").Image} */
const { folder, environment, workFolder, command } = JSON.parse(process.argv[2] ?? "");
const { HOME: _, ...given } = process.env;
const args = insideRoot(folder, `exec ${command.join(" ")}`, {
  folder: workFolder,
  environment: { .../** @type {Record<string, string>} */ (given), ...environment },
  user: "993:990",
  isReadOnly: true,
  emptyFolders: ["/tmp"],
});
const child = spawn("unshare", args, { stdio: "inherit" });
process.on("SIGTERM", () => signalInside(child.pid, "SIGTERM"));
child.on("exit", (status) => process.exit(status ?? 1));
