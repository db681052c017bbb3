import type { ChildProcess } from "node:child_process";
import { dirname, join } from "node:path";
import { freePorts } from "@platen/aws/test-support/free-ports";
import { type EngineContext, prepareEngine } from "../engines/open-engines.ts";
import { conversionTimeoutMs, type Engine, type EngineResult, type Task } from "../engines/running/engine.ts";
import { prepareProfile } from "../engines/running/office-profile.ts";
import type { PdfOptions } from "../engines/running/pdf-options.ts";
import { waitUntilReady } from "./wait-until-ready.ts";
import { callXmlRpc } from "./xml-rpc.ts";

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
}

/**
 * Two unoservers with one document at a time each. A server ends if its LibreOffice crashes on a document; it is started
 * again for the next document.
 */
export async function openUnoservers(
  context: EngineContext,
  { python, options }: { python: string; options: PdfOptions },
): Promise<Engine> {
  const { folder, account, environment } = await prepareEngine("unoserver", context);
  const free: (Server | undefined)[] = [undefined, undefined];
  const path = `${dirname(context.office.program)}:${environment.PATH}`;
  let started = 0;

  const start = async (): Promise<Server> => {
    started += 1;
    const profile = join(folder, `profile-${started}`);
    await prepareProfile(profile);
    const [port = 0, unoPort = 0] = await freePorts(2);
    const args = ["-m", "unoserver.server", "--interface", "127.0.0.1", "--port", String(port)];
    args.push("--uno-interface", "127.0.0.1", "--uno-port", String(unoPort));
    args.push("--user-installation", profile, "--conversion-timeout", "120", "--quiet");
    const choice = { folder, environment: { ...environment, PATH: path }, logFile: context.logFile };
    const child = account.spawn(python, args, choice);
    child.stdout?.resume();
    const url = `http://127.0.0.1:${port}/`;
    await waitUntilReady("unoserver", child, async () => {
      await callXmlRpc(url, "system.listMethods", [], 10_000);
      return true;
    });
    return { child, url };
  };

  return {
    ...{ name: "unoserver, 2 servers", account, slots: free.length },
    async start() {
      const servers = await Promise.all(free.map(start));
      free.splice(0, free.length, ...servers);
    },
    async convert(task) {
      const server = free.shift();
      const isAlive =
        server !== undefined && server.child.exitCode === null && server.child.signalCode === null;
      const used = isAlive ? server : await start();
      try {
        return await convert(used.url, task, options);
      } finally {
        free.push(used);
      }
    },
    async close() {},
  };
}

async function convert(url: string, { source, result }: Task, options: PdfOptions): Promise<EngineResult> {
  const given = Object.entries(options).map(([name, { value }]) => `${name}=${value}`);
  const parameters = [source, null, result, "pdf", null, given, false, null];
  return callXmlRpc(url, "convert", parameters, conversionTimeoutMs).then(
    () => ({}),
    (error: Error) => ({ problem: error.message }),
  );
}
