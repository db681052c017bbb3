import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/** Where the set-up put veraPDF. */
export const verapdfJar = join(import.meta.dirname, "../../../build/verapdf/greenfield-apps-1.28.2.jar");

/** What veraPDF says of every PDF of a folder, each against its own claim: its broken rules by its name. One run for all. */
export async function verifyPdfs(folder: string): Promise<Map<string, string[]>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".pdf"));
  const options = ["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", verapdfJar];
  const asked = ["org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "0", "--format", "text", "-v"];
  const { stdout, stderr } = await execa("java", [...options, ...asked, ...names], {
    cwd: folder,
    reject: false,
  });
  const found = new Map<string, string[]>();
  let rules: string[] = [];
  for (const line of stdout.split("\n")) {
    const [, verdict, name = ""] = /^(PASS|FAIL) .*?([^/ ]+\.pdf) /.exec(line) ?? [];
    const rule = /^ {2}FAIL (\S+)/.exec(line)?.[1];
    if (verdict !== undefined) {
      rules = [];
      found.set(name, rules);
    } else if (rule !== undefined) rules.push(rule);
  }
  if (found.size !== names.length)
    throw new Error(`veraPDF judged ${found.size} of ${names.length}: ${stderr}`);
  return found;
}
