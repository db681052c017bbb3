import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts } from "@platen/aws/test-support/free-ports";
import { type EngineContext, prepareEngine } from "../engines/open-engines.ts";
import type { Engine } from "../engines/running/engine.ts";
import { LineProgram } from "../engines/running/line-program.ts";
import { prepareProfile } from "../engines/running/office-profile.ts";
import type { PdfOptions } from "../engines/running/pdf-options.ts";

const driver = fileURLToPath(new URL("../../java/JodConverterPool.java", import.meta.url));

/** JODConverter with a pool of two LibreOffices. Java compiles the driver when it starts it. */
export async function openJodConverter(
  context: EngineContext,
  { classpath, options }: { classpath: string; options: PdfOptions },
): Promise<Engine> {
  const { folder, account, environment } = await prepareEngine("jodconverter", context);
  const profile = join(folder, "profile");
  await prepareProfile(profile);
  const ports = await freePorts(2);
  const officeFolder = dirname(dirname(context.office.program));
  const given = Object.entries(options).flatMap(([name, { type, value }]) => [name, type, value]);
  return new LineProgram({
    ...{ name: "JODConverter, pool of 2", account, folder, environment, logFile: context.logFile },
    slots: 2,
    program: "java",
    args: ["-cp", classpath, driver, officeFolder, profile, environment.TMPDIR, ports.join(","), ...given],
  });
}
