import { openDocument, openXml, rowsOf, sunXml } from "./format-facts.ts";

const powerPoint = "application/vnd.ms-powerpoint";

/** Slides; those that most people have come first. */
export const presentationFormats = rowsOf("presentation", {
  pptx: `${openXml}.presentationml.presentation`,
  pptm: `${powerPoint}.presentation.macroenabled.12`,
  ppsx: `${openXml}.presentationml.slideshow`,
  ppt: powerPoint,
  pps: powerPoint,
  odp: `${openDocument}.presentation`,
  ppsm: `${powerPoint}.slideshow.macroenabled.12`,
  potx: `${openXml}.presentationml.template`,
  potm: `${powerPoint}.template.macroenabled.12`,
  pot: powerPoint,
  otp: `${openDocument}.presentation-template`,
  fodp: `${openDocument}.presentation-flat-xml`,
  sxi: `${sunXml}.impress`,
  sti: `${sunXml}.impress.template`,
  sdd: "application/vnd.stardivision.impress",
  key: "application/vnd.apple.keynote",
  uop: "application/vnd.uof.presentation",
});
