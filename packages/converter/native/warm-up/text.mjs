import { relationships, typesOf, xml } from "./open-xml.mjs";

const words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A letter with what most letters have: a heading, text in the usual fonts, and a table. */
export const text = {
  "[Content_Types].xml": typesOf({
    "word/document.xml": "wordprocessingml.document.main",
    "word/styles.xml": "wordprocessingml.styles",
  }),
  "_rels/.rels": relationships({ r1: ["officeDocument", "word/document.xml"] }),
  "word/_rels/document.xml.rels": relationships({ r1: ["styles", "styles.xml"] }),
  "word/styles.xml": xml(
    `<w:styles ${words}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/>` +
      '</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>' +
      '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>' +
      '<w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>',
  ),
  "word/document.xml": xml(
    `<w:document ${words}><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run("Ready", "Cambria")}</w:p>` +
      `<w:p>${run("Warm ", "Calibri")}${run("warmer ", "Times New Roman")}${run("warmest ", "Arial", "<w:i/>")}` +
      `${run("warm enough", "Courier New", "<w:b/>")}</w:p>${table()}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
      '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr></w:body></w:document>',
  ),
};

function run(letters, font, style = "") {
  return `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>${style}</w:rPr><w:t xml:space="preserve">${letters}</w:t></w:r>`;
}

function table() {
  const cell = `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>${run("cell", "Calibri")}</w:p></w:tc>`;
  return (
    '<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/>' +
    `</w:tblGrid><w:tr>${cell}${cell}</w:tr></w:tbl>`
  );
}
