/**
 * Compares the documents per second of the press with those of other servers on this machine:
 *
 *   npm run bench:peers -- DIR [--rounds 1] [--default-options] [--report]
 *
 * A competitor takes part if these environment variables are set:
 *
 *   GOTENBERG_PATH           Gotenberg's program with its LibreOffice module; needs UNOCONVERTER_PATH too
 *   UNOSERVER_PYTHON         the Python that has unoserver and LibreOffice's module uno
 *   JODCONVERTER_CLASSPATH   JODConverter's jars, for `java`
 *
 * All get the same PDF options as far as they support them, and two documents at a time. With --default-options the other
 * servers use their own defaults, as after a plain installation. --report exits with 0 even if a threshold is missed.
 */
import { parseArgs } from "node:util";
import { findLibreOffice } from "@platen/converter";
import { findDocuments } from "../engines/measuring/documents.ts";
import { type EngineContext, engineNames, openPress } from "../engines/open-engines.ts";
import { inRunFolder, withEngines } from "../engines/run-folder.ts";
import type { Engine } from "../engines/running/engine.ts";
import { type PdfOptions, pdfOptions } from "../engines/running/pdf-options.ts";
import { describeMachine } from "../engines/this-machine.ts";
import { isMet, thresholdLine } from "../engines/thresholds.ts";
import { competitorThresholds } from "./competitor-thresholds.ts";
import { openGotenberg } from "./gotenberg.ts";
import { openJodConverter } from "./jodconverter.ts";
import { competitorsTable, measureCompetitors } from "./measure-competitors.ts";
import { openUnoservers } from "./unoservers.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "default-options": { type: "boolean", default: false },
    report: { type: "boolean", default: false },
    rounds: { type: "string", default: "1" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name a folder of documents: npm run bench:peers -- DIR");
const documents = await findDocuments(folder);
const competitorOptions: PdfOptions = values["default-options"] ? {} : pdfOptions;
const office = await findLibreOffice(process.env.SOFFICE_PATH);
const machine = await describeMachine(office);

await inRunFolder({ office, documents }, async (context) => {
  const press = await openPress(context);
  const engines = [press, ...(await openCompetitors(context))];
  await withEngines(engines, context, async () => {
    const run = { folder: context.workFolder, rounds: Number(values.rounds), log: console.log };
    const runs = await measureCompetitors(engines, documents, run);
    const thresholds = competitorThresholds(runs, engineNames.press);
    console.log(`\n${competitorsTable(runs)}\n`);
    console.log(`${documents.length} documents, ${values.rounds} round(s), two at a time; ${machine}.\n`);
    console.log(thresholds.map(thresholdLine).join("\n"));
    if (!values.report && !thresholds.every(isMet)) process.exitCode = 1;
  });
});

async function openCompetitors(context: EngineContext): Promise<Engine[]> {
  const { GOTENBERG_PATH, UNOCONVERTER_PATH, UNOSERVER_PYTHON, JODCONVERTER_CLASSPATH } = process.env;
  const competitors: Engine[] = [];
  if (GOTENBERG_PATH && UNOCONVERTER_PATH) {
    const gotenberg = { program: GOTENBERG_PATH, unoconverter: UNOCONVERTER_PATH };
    competitors.push(await openGotenberg(context, { ...gotenberg, options: competitorOptions }));
  } else console.log("Gotenberg is not installed (GOTENBERG_PATH, UNOCONVERTER_PATH).");
  if (UNOSERVER_PYTHON)
    competitors.push(await openUnoservers(context, { python: UNOSERVER_PYTHON, options: competitorOptions }));
  else console.log("unoserver is not installed (UNOSERVER_PYTHON).");
  if (JODCONVERTER_CLASSPATH)
    competitors.push(
      await openJodConverter(context, { classpath: JODCONVERTER_CLASSPATH, options: competitorOptions }),
    );
  else console.log("JODConverter is not installed (JODCONVERTER_CLASSPATH).");
  return competitors;
}
