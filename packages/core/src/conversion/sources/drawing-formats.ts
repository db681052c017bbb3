import { openDocument, rowsOf, sunXml } from "./format-facts.ts";

const visio = "application/vnd.visio";
const visioXml = "application/vnd.ms-visio.drawing";
const photoshop = "image/vnd.adobe.photoshop";

/** Drawings, and publications that are laid out page by page. */
const drawn = rowsOf("drawing", {
  odg: `${openDocument}.graphics`,
  svg: "image/svg+xml",
  vsdx: `${visioXml}.main+xml`,
  vsd: visio,
  pub: "application/vnd.ms-publisher",
  cdr: "application/vnd.corel-draw",
  otg: `${openDocument}.graphics-template`,
  fodg: `${openDocument}.graphics-flat-xml`,
  sxd: `${sunXml}.draw`,
  std: `${sunXml}.draw.template`,
  sda: "application/vnd.stardivision.draw",
  vsdm: `${visioXml}.macroenabled.12`,
  vdx: "application/vnd.ms-visio.xml",
  cmx: "image/x-cmx",
  wpg: "application/x-wpg",
  fh: "image/x-freehand",
  svgz: "image/svg+xml-compressed",
  dxf: "image/vnd.dxf",
  cgm: "image/cgm",
});

/** Pictures: each becomes a page with the picture. */
export const pictureSources = rowsOf("drawing", {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  bmp: "image/bmp",
  tif: "image/tiff",
  tiff: "image/tiff",
  webp: "image/webp",
  emf: "image/emf",
  emz: "image/x-emz",
  wmf: "image/wmf",
  wmz: "image/x-wmz",
  eps: "application/postscript",
  svm: "image/x-svm",
  psd: photoshop,
  tga: "image/x-tga",
  pbm: "image/x-portable-bitmap",
  pgm: "image/x-portable-graymap",
  ppm: "image/x-portable-pixmap",
  pcx: "image/vnd.zbrush.pcx",
  xbm: "image/x-xbitmap",
  xpm: "image/x-xpixmap",
  ras: "image/x-cmu-raster",
  pct: "image/x-pict",
  pict: "image/x-pict",
  met: "image/x-met",
  pcd: "image/x-photo-cd",
});

export const drawingFormats = { ...drawn, ...pictureSources };
