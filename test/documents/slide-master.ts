import { openXmlNamespaces, relationships } from "./open-xml.ts";
import { groupHead } from "./slide.ts";
import { xmlHead } from "./xml.ts";
import type { Parts } from "./zip-package.ts";

const presentationml = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ${openXmlNamespaces}`;
const colours = Object.entries({
  dk1: "000000",
  lt1: "FFFFFF",
  dk2: "1F3864",
  lt2: "E7E6E6",
  accent1: "2F5597",
  accent2: "C55A11",
  accent3: "548235",
  accent4: "BF9000",
  accent5: "7030A0",
  accent6: "00B0A0",
  hlink: "0563C1",
  folHlink: "954F72",
});

/** The parts that every presentation needs besides its slides: an empty master, one layout, a theme. */
export const slideMasterParts: Parts = {
  "ppt/slideMasters/slideMaster1.xml":
    `${xmlHead}<p:sldMaster ${presentationml}><p:cSld><p:spTree>${groupHead}</p:spTree></p:cSld>` +
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" ' +
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>' +
    '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>',
  "ppt/slideMasters/_rels/slideMaster1.xml.rels": relationships([
    { kind: "slideLayout", target: "../slideLayouts/slideLayout1.xml" },
    { kind: "theme", target: "../theme/theme1.xml" },
  ]),
  "ppt/slideLayouts/slideLayout1.xml":
    `${xmlHead}<p:sldLayout ${presentationml} type="blank"><p:cSld><p:spTree>${groupHead}</p:spTree></p:cSld>` +
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
  "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relationships([
    { kind: "slideMaster", target: "../slideMasters/slideMaster1.xml" },
  ]),
  "ppt/theme/theme1.xml": theme(),
};

function theme(): string {
  const scheme = colours.map(([name, rgb]) => `<a:${name}><a:srgbClr val="${rgb}"/></a:${name}>`).join("");
  const font = '<a:latin typeface="Liberation Sans"/><a:ea typeface=""/><a:cs typeface=""/>';
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
  return (
    `${xmlHead}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plain"><a:themeElements>` +
    `<a:clrScheme name="Plain">${scheme}</a:clrScheme>` +
    `<a:fontScheme name="Plain"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme>` +
    `<a:fmtScheme name="Plain"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst>` +
    `<a:lnStyleLst>${`<a:ln w="9525">${fill}</a:ln>`.repeat(3)}</a:lnStyleLst>` +
    `<a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst>` +
    "</a:fmtScheme></a:themeElements></a:theme>"
  );
}
