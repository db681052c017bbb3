/**
 * What the press costs beside other ways of running LibreOffice, on the documents of a folder:
 *
 *   npm run bench:engines -- DIR [--pictures] [--documents] [--no-slots] [--rounds 1] [--report]
 *
 * --pictures also compares text and pages, as drawn, of the press and soffice; --documents also prints the processor
 * time of each document; --no-slots leaves out wall time, which means little while others use the machine; --report
 * ends with success even where a bar is missed. Needs c++, libreofficekit-dev and poppler-utils. As root it counts
 * processor time by control groups and sees everybody's memory.
 */
import { parseArgs } from "node:util";
import { findLibreOffice } from "@platen/converter";
import { barLine, holds } from "./bars.ts";
import { documentsTable } from "./documents-table.ts";
import { engineBars, otherRatios } from "./engine-bars.ts";
import { convertAgain, findDocuments } from "./measuring/documents.ts";
import { measureEngines } from "./measuring/measure-engines.ts";
import {
  engineNames,
  openFloor,
  openLibreOfficeConvert,
  openPackage,
  openPress,
  openSoffice,
} from "./open-engines.ts";
import { compareEngines, pictureBar, picturesReport } from "./pictures/compare-engines.ts";
import { conversionsOf, enginesTable } from "./report-conversions.ts";
import { inRunFolder, withEngines } from "./run-folder.ts";
import { describeMachine } from "./this-machine.ts";

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

await inRunFolder({ office, documents }, async (place) => {
  const soffice = await openSoffice(place);
  const engines = [
    await openPress(place),
    await openPress(place, { drawsFirstPage: true }),
    await openLibreOfficeConvert(place),
    await openPackage(place),
    soffice,
    await openFloor(place),
  ];
  await withEngines(engines, place, async () => {
    const run = {
      ...{ folder: place.workFolder, rounds: Number(values.rounds), say: console.log },
      withSlots: !values["no-slots"],
    };
    const { figures, otherWork } = await measureEngines(engines, documents, run);
    const bars = engineBars(figures);
    console.log(`\n${enginesTable(figures)}\n`);
    console.log(`${otherRatios(figures)}\n`);
    console.log(
      `${documents.length} documents, ${values.rounds} round(s); ${machine}; processor time by ` +
        `${engines[0]?.account.way}; other work took ${otherWork.toFixed(2)} processors.\n`,
    );
    if (values.documents) console.log(`${documentsTable(figures)}\n`);
    if (values.pictures) {
      const again = (name: string) => convertAgain(soffice, documents, { name, folder: place.workFolder });
      const of = (name: string) => conversionsOf(figures, name);
      const compared = await compareEngines(
        {
          press: of(engineNames.press),
          soffice: of(engineNames.soffice),
          floor: of(engineNames.floor),
        },
        again,
      );
      console.log(`${picturesReport(compared)}\n`);
      bars.push(pictureBar(compared));
    }
    console.log(bars.map(barLine).join("\n"));
    if (!values.report && !bars.every(holds)) process.exitCode = 1;
  });
});
