import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exportFilterArgument, exportOptionsJson } from "./export-filter.ts";
import { pdfFilterOptions } from "./pdf-filter-options.ts";

describe("the PDF options on their way to LibreOffice", () => {
  it("are the same for both engines", () => {
    const options = { pages: "2-3", comments: true };
    assert.deepEqual(
      JSON.parse(exportOptionsJson(options, "presentation")),
      pdfFilterOptions(options, "presentation"),
    );
    assert.equal(
      exportFilterArgument(options, "pptx"),
      `impress_pdf_Export:${exportOptionsJson(options, "presentation")}`,
    );
  });

  it("name the filter of the program that opens the source", () => {
    assert.match(exportFilterArgument({}, "docx"), /^writer_pdf_Export:\{/);
    assert.match(exportFilterArgument({}, "csv"), /^calc_pdf_Export:\{/);
    assert.match(exportFilterArgument({}, "odm"), /^writer_globaldocument_pdf_Export:\{/);
  });

  it("hold no blank, which libreoffice-convert would put into quotation marks", () => {
    assert.doesNotMatch(exportFilterArgument({ pages: "1-3,5,8-", pdfa: "3b", tagged: true }, "odt"), /\s/);
  });
});
