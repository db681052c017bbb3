import { drawing, relationship, relationships, typesOf, xml } from "./open-xml.mjs";

const slides = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const group =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>' +
  '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';
const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DAsICBgYHh//8TDAAbKgRm77iQ7AAAAABJRU5ErkJggg==";

/** A presentation with what most presentations have: text in the usual fonts, a list, a table, a picture and a gradient. */
export const deck = {
  "[Content_Types].xml": typesOf({
    "ppt/presentation.xml": "presentationml.presentation.main",
    "ppt/slideMasters/master.xml": "presentationml.slideMaster",
    "ppt/slideLayouts/layout.xml": "presentationml.slideLayout",
    "ppt/slides/slide.xml": "presentationml.slide",
    "ppt/theme/theme.xml": "theme",
  }),
  "_rels/.rels": relationships({ r1: ["officeDocument", "ppt/presentation.xml"] }),
  "ppt/presentation.xml": xml(
    `<p:presentation ${slides} ${drawing} ${relationship}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="r1"/>` +
      '</p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="r2"/></p:sldIdLst><p:sldSz cx="9144000" cy="5143500"/>' +
      '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
  ),
  "ppt/_rels/presentation.xml.rels": relationships({
    r1: ["slideMaster", "slideMasters/master.xml"],
    r2: ["slide", "slides/slide.xml"],
    r3: ["theme", "theme/theme.xml"],
  }),
  "ppt/slideMasters/master.xml": xml(
    `<p:sldMaster ${slides} ${drawing} ${relationship}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef>` +
      `</p:bg><p:spTree>${group}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" ` +
      'accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" ' +
      'folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="r1"/></p:sldLayoutIdLst></p:sldMaster>',
  ),
  "ppt/slideMasters/_rels/master.xml.rels": relationships({
    r1: ["slideLayout", "../slideLayouts/layout.xml"],
    r2: ["theme", "../theme/theme.xml"],
  }),
  "ppt/slideLayouts/layout.xml": xml(
    `<p:sldLayout ${slides} ${drawing} ${relationship} type="blank"><p:cSld name="Blank"><p:spTree>${group}</p:spTree>` +
      "</p:cSld></p:sldLayout>",
  ),
  "ppt/slideLayouts/_rels/layout.xml.rels": relationships({
    r1: ["slideMaster", "../slideMasters/master.xml"],
  }),
  "ppt/theme/theme.xml": theme(),
  "ppt/media/picture.png": Buffer.from(picture, "base64"),
  "ppt/slides/slide.xml": xml(
    `<p:sld ${slides} ${drawing} ${relationship}><p:cSld><p:spTree>${group}${textBox()}${rectangle()}${table()}${pictureFrame()}` +
      "</p:spTree></p:cSld></p:sld>",
  ),
  "ppt/slides/_rels/slide.xml.rels": relationships({
    r1: ["slideLayout", "../slideLayouts/layout.xml"],
    r2: ["image", "../media/picture.png"],
  }),
};

function place(x, y, width, height) {
  return `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm>`;
}

function run(text, font, style = "") {
  return `<a:r><a:rPr lang="en-GB" ${style}><a:latin typeface="${font}"/></a:rPr><a:t>${text}</a:t></a:r>`;
}

function textBox() {
  const bullet =
    '<a:pPr marL="342900" indent="-342900"><a:buFont typeface="Arial"/><a:buChar char="&#8226;"/></a:pPr>';
  return (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="text"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>' +
    `<p:spPr>${place(400000, 300000, 6000000, 1800000)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>` +
    `<p:txBody><a:bodyPr wrap="square"/><a:lstStyle/><a:p>${run("Ready", "Calibri", 'sz="4400" b="1"')}</a:p>` +
    `<a:p>${bullet}${run("Warm", "Arial")}${run("warmer", "Arial", 'i="1"')}</a:p>` +
    `<a:p>${bullet}${run("Warmest", "Times New Roman")}</a:p></p:txBody></p:sp>`
  );
}

function rectangle() {
  return (
    '<p:sp><p:nvSpPr><p:cNvPr id="3" name="shape"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>' +
    `<p:spPr>${place(6500000, 300000, 2000000, 900000)}<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom><a:gradFill><a:gsLst>` +
    '<a:gs pos="0"><a:schemeClr val="accent1"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs></a:gsLst>' +
    '<a:lin ang="5400000"/></a:gradFill><a:ln w="12700"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr></p:sp>'
  );
}

function table() {
  const cell = (text) =>
    `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>${run(text, "Calibri")}</a:p></a:txBody><a:tcPr/></a:tc>`;
  return (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="table"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>' +
    '<p:xfrm><a:off x="400000" y="2400000"/><a:ext cx="4000000" cy="400000"/></p:xfrm><a:graphic>' +
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>' +
    '<a:gridCol w="2000000"/><a:gridCol w="2000000"/></a:tblGrid>' +
    `<a:tr h="400000">${cell("one")}${cell("two")}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  );
}

function pictureFrame() {
  return (
    '<p:pic><p:nvPicPr><p:cNvPr id="5" name="picture"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="r2"/>' +
    `<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${place(6500000, 2400000, 1000000, 1000000)}` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
  );
}

function theme() {
  const colors = {
    dk1: "000000",
    lt1: "FFFFFF",
    dk2: "333333",
    lt2: "EEEEEE",
    accent1: "336699",
    accent2: "993333",
  };
  const more = {
    accent3: "669933",
    accent4: "664499",
    accent5: "339999",
    accent6: "CC6600",
    hlink: "0000EE",
  };
  const scheme = Object.entries({ ...colors, ...more, folHlink: "551A8B" }).map(
    ([name, color]) => `<a:${name}><a:srgbClr val="${color}"/></a:${name}>`,
  );
  const font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>';
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const line = `<a:ln w="9525">${fill}</a:ln>`;
  const effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
  return xml(
    `<a:theme ${drawing} name="warm"><a:themeElements><a:clrScheme name="warm">${scheme.join("")}</a:clrScheme>` +
      `<a:fontScheme name="warm"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme>` +
      `<a:fmtScheme name="warm"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst>` +
      `<a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst>` +
      "</a:fmtScheme></a:themeElements></a:theme>",
  );
}
