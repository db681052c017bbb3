import { openDocument, openXml, rowsOf, sunXml } from "./format-facts.ts";

const word = "application/vnd.ms-word";

/** Texts of pages, and pages of the web; those that most people have come first. */
export const textFormats = {
  ...rowsOf("text", {
    docx: `${openXml}.wordprocessingml.document`,
    docm: `${word}.document.macroenabled.12`,
    doc: "application/msword",
    odt: `${openDocument}.text`,
    rtf: "application/rtf",
    txt: "text/plain",
    dotx: `${openXml}.wordprocessingml.template`,
    dotm: `${word}.template.macroenabled.12`,
    dot: "application/msword",
    ott: `${openDocument}.text-template`,
    fodt: `${openDocument}.text-flat-xml`,
    odm: `${openDocument}.text-master`,
    oth: `${openDocument}.text-web`,
    html: "text/html",
    htm: "text/html",
    xhtml: "application/xhtml+xml",
    // Of Word 2003, and whatever else its root element says: sheets, too.
    xml: "application/xml",
    sxw: `${sunXml}.writer`,
    stw: `${sunXml}.writer.template`,
    sxg: `${sunXml}.writer.global`,
    sdw: "application/vnd.stardivision.writer",
    pages: "application/vnd.apple.pages",
    wpd: "application/vnd.wordperfect",
    wps: "application/vnd.ms-works",
    wri: "application/x-mswrite",
    lwp: "application/vnd.lotus-wordpro",
    abw: "application/x-abiword",
    zabw: "application/x-abiword-compressed",
    hwp: "application/x-hwp",
    uot: "application/vnd.uof.text",
    uof: "application/vnd.uof",
    cwk: "application/x-appleworks",
    mcw: "application/x-macwrite",
    mw: "application/x-macwrite",
    pdb: "application/vnd.palm",
    psw: "application/x-pocket-word",
    fb2: "application/x-fictionbook+xml",
    "602": "application/x-t602",
  }),
  ...rowsOf("text", { md: "text/markdown" }, "LibreOffice 26.8"),
};
