/**
 * Compares the cost of the press with other ways of running LibreOffice, on the documents of a folder:
 *
 *   npm run bench:engines -- DIR [--pictures] [--documents] [--no-slots] [--rounds 1] [--report]
 *
 * --pictures also compares the text and the rendered pages of the press and soffice. --documents also prints the
 * processor time of each document. --no-slots leaves out throughput, which means little on a busy machine. --report
 * exits with 0 even if a threshold is missed. Needs c++, libreofficekit-dev and poppler-utils. As root it counts
 * processor time with control groups and can read the memory of all processes.
 */
import { parseArgs } from "node:util";
import { findLibreOffice } from "@platen/converter";
import { documentsTable } from "./documents-table.ts";
import { engineThresholds, otherRatios } from "./engine-thresholds.ts";
import { convertAgain, findDocuments } from "./measuring/documents.ts";
import { measureEngines } from "./measuring/measure-engines.ts";
import {
  engineNames,
  openBaseline,
  openLibreOfficeConvert,
  openPackage,
  openPress,
  openSoffice,
} from "./open-engines.ts";
import { compareEngines, picturesReport, pictureThreshold } from "./pictures/compare-engines.ts";
import { conversionsOf, enginesTable } from "./report-conversions.ts";
import { inRunFolder, withEngines } from "./run-folder.ts";
import { describeMachine } from "./this-machine.ts";
import { isMet, thresholdLine } from "./thresholds.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: "boolean", default: false },
    documents: { type: "boolean", default: false },
    "no-slots": { type: "boolean", default: false },
    report: { type: "boolean", default: false },
    rounds: { type: "string", default: "1" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name a folder of documents: npm run bench:engines -- DIR");
const documents = await findDocuments(folder);
const office = await findLibreOffice(process.env.SOFFICE_PATH);
const machine = await describeMachine(office);

await inRunFolder({ office, documents }, async (context) => {
  const soffice = await openSoffice(context);
  const engines = [
    await openPress(context),
    await openLibreOfficeConvert(context),
    await openPackage(context),
    soffice,
    await openBaseline(context),
  ];
  await withEngines(engines, context, async () => {
    const run = {
      ...{ folder: context.workFolder, rounds: Number(values.rounds), log: console.log },
      withSlots: !values["no-slots"],
    };
    const { figures, otherWork } = await measureEngines(engines, documents, run);
    const thresholds = engineThresholds(figures);
    console.log(`\n${enginesTable(figures)}\n`);
    console.log(`${otherRatios(figures)}\n`);
    console.log(
      `${documents.length} documents, ${values.rounds} round(s); ${machine}; processor time by ` +
        `${engines[0]?.account.method}; other work took ${otherWork.toFixed(2)} processors.\n`,
    );
    if (values.documents) console.log(`${documentsTable(figures)}\n`);
    if (values.pictures) {
      const again = (name: string) => convertAgain(soffice, documents, { name, folder: context.workFolder });
      const of = (name: string) => conversionsOf(figures, name);
      const compared = await compareEngines(
        {
          press: of(engineNames.press),
          soffice: of(engineNames.soffice),
          baseline: of(engineNames.baseline),
        },
        again,
      );
      console.log(`${picturesReport(compared)}\n`);
      thresholds.push(pictureThreshold(compared));
    }
    console.log(thresholds.map(thresholdLine).join("\n"));
    if (!values.report && !thresholds.every(isMet)) process.exitCode = 1;
  });
});
