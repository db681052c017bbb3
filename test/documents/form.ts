import { escapeXml, xmlHead } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

const oasis = "urn:oasis:names:tc:opendocument:xmlns";
const mediaType = "application/vnd.oasis.opendocument.text";

/** A text of OpenDocument with one field that has been filled with `value`. */
export function createForm(value: string): Uint8Array {
  return zipPackage({
    mimetype: mediaType,
    "content.xml":
      `${xmlHead}<office:document-content xmlns:office="${oasis}:office:1.0" xmlns:text="${oasis}:text:1.0" xmlns:form="${oasis}:form:1.0" ` +
      `xmlns:draw="${oasis}:drawing:1.0" xmlns:svg="${oasis}:svg-compatible:1.0" xmlns:style="${oasis}:style:1.0" ` +
      'xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:automatic-styles>' +
      '<style:style style:name="gr1" style:family="graphic"><style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline"/></style:style></office:automatic-styles><office:body><office:text>' +
      '<office:forms form:automatic-focus="false" form:apply-design-mode="false"><form:form form:name="Form" form:control-implementation="ooo:com.sun.star.form.component.Form">' +
      `<form:text form:name="name" form:control-implementation="ooo:com.sun.star.form.component.TextField" xml:id="c1" form:id="c1" form:current-value="${escapeXml(value)}">` +
      '<form:properties><form:property form:property-name="DefaultControl" office:value-type="string" office:string-value="com.sun.star.form.control.TextField"/></form:properties></form:text>' +
      '</form:form></office:forms><text:p>Your name: <draw:control draw:style-name="gr1" text:anchor-type="as-char" svg:width="6cm" svg:height="1cm" draw:control="c1"/></text:p>' +
      "</office:text></office:body></office:document-content>",
    "META-INF/manifest.xml":
      `${xmlHead}<manifest:manifest xmlns:manifest="${oasis}:manifest:1.0" manifest:version="1.3">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${mediaType}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
  });
}
