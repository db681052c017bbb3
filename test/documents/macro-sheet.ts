import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

const oasis = "urn:oasis:names:tc:opendocument:xmlns";
const library =
  'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** A sheet with a text, and below it what its macro gives, if LibreOffice runs it. */
export function createMacroSheet(text: string, given: string): Uint8Array {
  const mediaType = "application/vnd.oasis.opendocument.spreadsheet";
  const row = (cell: string) => `<table:table-row>${cell}</table:table-row>`;
  const parts = {
    "content.xml":
      `${xmlHead}<office:document-content xmlns:office="${oasis}:office:1.0" xmlns:text="${oasis}:text:1.0" ` +
      `xmlns:table="${oasis}:table:1.0" xmlns:of="${oasis}:of:1.2" office:version="1.3"><office:body><office:spreadsheet>` +
      '<table:table table:name="Sheet1">' +
      row(
        `<table:table-cell office:value-type="string"><text:p>${escapeXml(text)}</text:p></table:table-cell>`,
      ) +
      row('<table:table-cell table:formula="of:=OWN()"/>') +
      "</table:table></office:spreadsheet></office:body></office:document-content>",
    "Basic/script-lc.xml": `${xmlHead}<library:libraries ${library}><library:library library:name="Standard" library:link="false"/></library:libraries>`,
    "Basic/Standard/script-lb.xml":
      `${xmlHead}<library:library ${library} library:name="Standard" library:readonly="false" ` +
      'library:passwordprotected="false"><library:element library:name="Module1"/></library:library>',
    "Basic/Standard/Module1.xml":
      `${xmlHead}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" ` +
      `script:language="StarBasic">Function Own()\nOwn = "${escapeXml(given)}"\nEnd Function\n</script:module>`,
  };
  const entries = Object.keys(parts).map(
    (path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`,
  );
  return zipPackage({
    mimetype: mediaType,
    ...parts,
    "META-INF/manifest.xml":
      `${xmlHead}<manifest:manifest xmlns:manifest="${oasis}:manifest:1.0" manifest:version="1.3">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/>${entries.join("")}</manifest:manifest>`,
  });
}
