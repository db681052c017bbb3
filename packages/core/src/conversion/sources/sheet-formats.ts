import { openDocument, openXml, rowsOf, sunXml } from "./format-facts.ts";

const excel = "application/vnd.ms-excel";
const lotus = "application/vnd.lotus-1-2-3";

/** Sheets and tables; those that most people have come first. */
export const sheetFormats = {
  ...rowsOf("sheet", {
    xlsx: `${openXml}.spreadsheetml.sheet`,
    xlsm: `${excel}.sheet.macroenabled.12`,
    xls: excel,
    ods: `${openDocument}.spreadsheet`,
    csv: "text/csv",
    xlsb: `${excel}.sheet.binary.macroenabled.12`,
    xltx: `${openXml}.spreadsheetml.template`,
    xltm: `${excel}.template.macroenabled.12`,
    xlt: excel,
    xlw: excel,
    ots: `${openDocument}.spreadsheet-template`,
    fods: `${openDocument}.spreadsheet-flat-xml`,
    tsv: "text/tab-separated-values",
    sxc: `${sunXml}.calc`,
    stc: `${sunXml}.calc.template`,
    sdc: "application/vnd.stardivision.calc",
    numbers: "application/vnd.apple.numbers",
    gnumeric: "application/x-gnumeric",
    uos: "application/vnd.uof.spreadsheet",
    slk: "application/x-sylk",
    dif: "application/x-dif",
    "123": lotus,
    wk1: lotus,
    wk3: lotus,
    wk4: lotus,
    wks: lotus,
    wb2: "application/x-quattro-pro",
  }),
  ...rowsOf("sheet", { dbf: "application/dbase" }, "libreoffice-base-drivers"),
};
