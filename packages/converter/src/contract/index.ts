/**
 * What both engines promise beyond the Converter of @platen/core, as tests that read the PDF: every format, every
 * option, protection. Call `testOffice` with a way to open the engine; `writeContractSamples` gives the documents for
 * core's own contract.
 */
import { after, before, describe } from "node:test";
import type { Converter } from "@platen/core";
import { testConformance } from "./conformance-contract.ts";
import { testFileNames } from "./file-names-contract.ts";
import { testFinishing } from "./finishing-contract.ts";
import { testFonts } from "./fonts-contract.ts";
import { testFormats } from "./formats-contract.ts";
import { testMending } from "./mending-contract.ts";
import { testOptions } from "./options-contract.ts";
import { testOtherFormats } from "./other-formats-contract.ts";
import { testPageSetup } from "./page-setup-contract.ts";
import { testPdfOptions } from "./pdf-options-contract.ts";
import { testPdfSources } from "./pdf-source-contract.ts";
import { testProtection } from "./protection-contract.ts";
import { testResultProtection } from "./result-protection-contract.ts";
import { testSeveral } from "./several-contract.ts";
import { testSheetOptions } from "./sheet-options-contract.ts";
import { testSystemFiles } from "./system-files-contract.ts";
import { testTargets } from "./targets-contract.ts";
import { testTextMending } from "./text-mending-contract.ts";
import { testTextOptions } from "./text-options-contract.ts";

export { writeContractSamples } from "./contract-samples.ts";

/** `hasEveryFormat`: also the rarer ones, of which else one of each way to open is tried. */
export function testOffice(
  name: string,
  open: () => Promise<Converter>,
  { hasEveryFormat = false } = {},
): void {
  describe(`${name} turns documents into the PDF that was asked for`, { timeout: 600_000 }, () => {
    let opened: Converter | undefined;
    const converter = () => {
      if (opened === undefined) throw new Error("the converter is not open");
      return opened;
    };
    before(async () => {
      opened = await open();
    });
    after(() => opened?.close());
    describe("formats", () => testFormats(converter));
    describe("other formats", () => testOtherFormats(converter, { isEvery: hasEveryFormat }));
    describe("options", () => testOptions(converter));
    describe("options of the PDF", () => testPdfOptions(converter));
    describe("page setup", () => testPageSetup(converter));
    describe("options of texts", () => testTextOptions(converter));
    describe("options of sheets", () => testSheetOptions(converter));
    describe("protection", () => testProtection(converter));
    describe("protection of the result", () => testResultProtection(converter));
    describe("conformance", () => testConformance(converter));
    describe("file names", () => testFileNames(converter));
    describe("mending", () => testMending(converter));
    describe("mending of texts", () => testTextMending(converter));
    describe("fonts", () => testFonts(converter));
    describe("targets", () => testTargets(converter));
    describe("several documents", () => testSeveral(converter));
    describe("PDFs as sources", () => testPdfSources(converter));
    describe("finishing", () => testFinishing(converter));
    describe("system files", () => testSystemFiles(converter));
  });
}
