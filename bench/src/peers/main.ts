/**
 * How many documents a second the press converts on this machine beside other servers, on the documents of a folder:
 *
 *   npm run bench:peers -- DIR [--rounds 1] [--as-they-come] [--report]
 *
 * A peer takes part when the environment says where it is:
 *
 *   GOTENBERG_PATH           Gotenberg's program with its LibreOffice part, and UNOCONVERTER_PATH with it
 *   UNOSERVER_PYTHON         the Python that has unoserver and LibreOffice's module uno
 *   JODCONVERTER_CLASSPATH   JODConverter's jars, for `java`
 *
 * All get the same PDF options as far as they take them, and two documents at a time. --as-they-come leaves the other
 * servers' options to them: what somebody gets who installs each and changes nothing. --report ends with success even
 * where a bar is missed.
 */
import { parseArgs } from "node:util";
import { findLibreOffice } from "@platen/converter";
import { barLine, holds } from "../engines/bars.ts";
import { findDocuments } from "../engines/measuring/documents.ts";
import { type EnginePlace, engineNames, openPress } from "../engines/open-engines.ts";
import { inRunFolder, withEngines } from "../engines/run-folder.ts";
import type { Engine } from "../engines/running/engine.ts";
import { type PdfOptions, pdfOptions } from "../engines/running/pdf-options.ts";
import { describeMachine } from "../engines/this-machine.ts";
import { openGotenberg } from "./gotenberg.ts";
import { openJodConverter } from "./jodconverter.ts";
import { measurePeers, peersTable } from "./measure-peers.ts";
import { peerBars } from "./peer-bars.ts";
import { openUnoservers } from "./unoservers.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "as-they-come": { type: "boolean", default: false },
    report: { type: "boolean", default: false },
    rounds: { type: "string", default: "1" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name a folder of documents: npm run bench:peers -- DIR");
const documents = await findDocuments(folder);
const peerOptions: PdfOptions = values["as-they-come"] ? {} : pdfOptions;
const office = await findLibreOffice(process.env.SOFFICE_PATH);
const machine = await describeMachine(office);

await inRunFolder({ office, documents }, async (place) => {
  const press = await openPress(place);
  const engines = [press, ...(await openPeers(place))];
  await withEngines(engines, place, async () => {
    const run = { folder: place.workFolder, rounds: Number(values.rounds), say: console.log };
    const runs = await measurePeers(engines, documents, run);
    const bars = peerBars(runs, engineNames.press);
    console.log(`\n${peersTable(runs)}\n`);
    console.log(`${documents.length} documents, ${values.rounds} round(s), two at a time; ${machine}.\n`);
    console.log(bars.map(barLine).join("\n"));
    if (!values.report && !bars.every(holds)) process.exitCode = 1;
  });
});

async function openPeers(place: EnginePlace): Promise<Engine[]> {
  const { GOTENBERG_PATH, UNOCONVERTER_PATH, UNOSERVER_PYTHON, JODCONVERTER_CLASSPATH } = process.env;
  const peers: Engine[] = [];
  if (GOTENBERG_PATH && UNOCONVERTER_PATH) {
    const gotenberg = { program: GOTENBERG_PATH, unoconverter: UNOCONVERTER_PATH };
    peers.push(await openGotenberg(place, { ...gotenberg, options: peerOptions }));
  } else console.log("Gotenberg is not installed (GOTENBERG_PATH, UNOCONVERTER_PATH).");
  if (UNOSERVER_PYTHON)
    peers.push(await openUnoservers(place, { python: UNOSERVER_PYTHON, options: peerOptions }));
  else console.log("unoserver is not installed (UNOSERVER_PYTHON).");
  if (JODCONVERTER_CLASSPATH)
    peers.push(await openJodConverter(place, { classpath: JODCONVERTER_CLASSPATH, options: peerOptions }));
  else console.log("JODConverter is not installed (JODCONVERTER_CLASSPATH).");
  return peers;
}
