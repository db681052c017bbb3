import { basename, dirname, join } from "node:path";

/**
 * A part of the system that npm does not bring.
 * @typedef {object} Part
 * @property {string} name For people.
 * @property {(machine: import("./machine.mjs").Machine) => boolean} isThere
 * @property {string[]} debianPackages
 * @property {string} elsewhere What to do where there is no apt-get.
 * @property {boolean} isOptional Without it everything runs, only not as well.
 */

const tcmallocFiles = ["x86_64-linux-gnu/", "aarch64-linux-gnu/", ""].flatMap((folder) =>
  ["/usr/lib", "/usr/lib64"].map((parent) => `${parent}/${folder}libtcmalloc_minimal.so.4`),
);

/** The languages that Debian 12 and 13 have patterns for. */
const hyphenated = (
  "af as be bg bn ca cs da de el en-gb en-us es fr gl gu hi hr hu id is it kn lt lv ml mn mr nl no or pa pl pt-br pt-pt " +
  "ro ru sk sl sr sv ta te th uk zu"
).split(" ");

/** @type {Record<string, Part>} */
export const systemParts = {
  libreoffice: {
    name: "LibreOffice",
    isThere: hasLibreOffice,
    // Not the -nogui packages: Debian 12's libreoffice-calc-nogui lacks a file without which no sheet can be opened.
    debianPackages: ["impress", "writer", "calc", "draw"].map((program) => `libreoffice-${program}`),
    elsewhere:
      "install LibreOffice with Impress, Writer, Calc and Draw (https://www.libreoffice.org/download)",
    isOptional: false,
  },
  databaseDrivers: {
    name: "LibreOffice's database drivers",
    isThere: (machine) => machine.platform !== "linux" || hasBesideOffice(machine, "libdbaselo.so"),
    debianPackages: ["libreoffice-base-drivers"],
    elsewhere: "install LibreOffice's database drivers: without them dBase files are refused",
    isOptional: true,
  },
  math: {
    name: "LibreOffice Math",
    isThere: (machine) => machine.platform !== "linux" || hasBesideOffice(machine, "libsmlo.so"),
    debianPackages: ["libreoffice-math"],
    elsewhere: "install LibreOffice's Math: without it equations of Word documents and presentations vanish",
    isOptional: true,
  },
  hyphenation: {
    name: "hyphenation patterns",
    // All are installed together, so a few stand for them.
    isThere: ({ platform, hasFile }) =>
      platform !== "linux" ||
      ["de_DE", "en_US", "pl_PL", "uk_UA"].every((language) =>
        hasFile(`/usr/share/hyphen/hyph_${language}.dic`),
      ),
    debianPackages: hyphenated.map((language) => `hyphen-${language}`),
    elsewhere:
      "install LibreOffice's hyphenation patterns: without them lines of hyphenated texts break elsewhere",
    isOptional: true,
  },
  liberation: font("Liberation", "LiberationSans", "fonts-liberation"),
  dejavu: font("DejaVu", "DejaVuSans", "fonts-dejavu"),
  carlito: font("Carlito", "Carlito", "fonts-crosextra-carlito"),
  caladea: font("Caladea", "Caladea", "fonts-crosextra-caladea"),
  notoCjk: font("Noto CJK", "NotoSansCJK", "fonts-noto-cjk"),
  liberationNarrow: font("Liberation Sans Narrow", "LiberationSansNarrow", "fonts-liberation-sans-narrow"),
  garamond: font("EB Garamond", "EBGaramond", "fonts-ebgaramond"),
  noto: scripts(
    "Noto",
    "NotoSansThai",
    "fonts-noto-core",
    "texts in scripts such as Thai, Devanagari or Ethiopic",
  ),
  // Not Noto's coloured one: LibreOffice 7.4 leaves the place of each of its signs empty in a PDF.
  symbola: scripts("Symbola", "Symbola", "fonts-symbola", "emoji"),
  compiler: {
    name: "a C++ compiler",
    isThere: ({ platform, findProgram }) => platform !== "linux" || findProgram("g++") !== undefined,
    debianPackages: ["g++"],
    elsewhere: "install g++ 10 or newer",
    isOptional: true,
  },
  libreOfficeKit: {
    name: "the headers of LibreOfficeKit",
    isThere: ({ platform, hasFile }) =>
      platform !== "linux" || hasFile("/usr/include/LibreOfficeKit/LibreOfficeKit.h"),
    debianPackages: ["libreofficekit-dev"],
    elsewhere: "install libreofficekit-devel, or what your system calls the headers of LibreOfficeKit",
    isOptional: true,
  },
  tcmalloc: {
    name: "tcmalloc",
    isThere: ({ platform, hasFile }) => platform !== "linux" || tcmallocFiles.some(hasFile),
    debianPackages: ["libtcmalloc-minimal4"],
    elsewhere: "install gperftools' libtcmalloc_minimal.so.4: the native engine is slower without it",
    isOptional: true,
  },
  chromium: {
    name: "Chromium",
    isThere: ({ findProgram }) => findProgram("chromium") !== undefined,
    debianPackages: ["chromium"],
    elsewhere: "install Chromium and put it on the PATH as chromium",
    isOptional: false,
  },
  pythonVenv: {
    name: "Python with virtual environments",
    isThere: hasPythonVenv,
    debianPackages: ["python3-venv"],
    elsewhere: "install Python 3 with its module venv",
    isOptional: false,
  },
  curl: program("curl", "curl"),
  qpdf: tool("qpdf", "qpdf", "passwords, watermarks and the other changes of a finished PDF are refused"),
  strace: program("strace", "strace"),
  systemd: program("systemd-analyze", "systemd"),
  poppler: tool("pdftoppm", "poppler-utils", "PDFs are not drawn as pictures"),
  webp: tool("cwebp", "webp", "pages become no WebP pictures, nor any other"),
  rsvg: tool("rsvg-convert", "librsvg2-bin", "texts and pictures cannot be laid over or under pages"),
  java: program("java", "default-jre-headless"),
  maven: program("mvn", "maven"),
  debootstrap: program("debootstrap", "debootstrap"),
};

/** What converting takes, and the best fonts for documents made with Microsoft's. */
export const engineParts = [
  ...["libreoffice", "databaseDrivers", "math", "hyphenation"],
  ...["liberation", "liberationNarrow", "dejavu", "carlito", "caladea", "garamond"],
  ...["notoCjk", "noto", "symbola"],
  ...["qpdf", "poppler", "webp", "rsvg"],
];
/** What the native engine is built with. */
export const nativeParts = ["compiler", "libreOfficeKit"];
/** What the native engine is quicker with. */
export const quickParts = ["tcmalloc"];
/** What the tests look with, what verifies PDFs and fetches that, and what the stand-in for AWS runs on. */
export const testParts = ["chromium", "curl", "java", "maven", "pythonVenv", "strace", "systemd"];

/**
 * @param {string} name
 * @param {string} prefix
 * @param {string} debianPackage
 * @returns {Part}
 */
function font(name, prefix, debianPackage) {
  return {
    name: `the ${name} fonts`,
    isThere: ({ hasFont }) => hasFont(prefix),
    debianPackages: [debianPackage],
    elsewhere: `install the ${name} fonts, or texts set in fonts that they stand in for may move`,
    isOptional: true,
  };
}

/**
 * @param {string} name
 * @param {string} prefix
 * @param {string} debianPackage
 * @param {string} lost
 * @returns {Part}
 */
function scripts(name, prefix, debianPackage, lost) {
  return {
    ...font(name, prefix, debianPackage),
    elsewhere: `install the ${name} fonts, or ${lost} are boxes`,
  };
}

/**
 * @param {string} name
 * @param {string} debianPackage
 * @returns {Part}
 */
function program(name, debianPackage) {
  return {
    name,
    isThere: ({ findProgram }) => findProgram(name) !== undefined,
    debianPackages: [debianPackage],
    elsewhere: `install ${name}`,
    isOptional: false,
  };
}

/**
 * @param {string} name
 * @param {string} debianPackage
 * @param {string} lost
 * @returns {Part}
 */
function tool(name, debianPackage, lost) {
  return {
    ...program(name, debianPackage),
    elsewhere: `install ${name}: without it ${lost}`,
    isOptional: true,
  };
}

/** @param {import("./machine.mjs").Machine} machine */
function hasLibreOffice({ platform, findProgram, hasFile }) {
  if (platform === "darwin") return hasFile("/Applications/LibreOffice.app/Contents/MacOS/soffice");
  const soffice = findProgram("soffice");
  if (soffice === undefined || platform !== "linux") return soffice !== undefined;
  const programs = dirname(soffice);
  const modules = ["libsdlo.so", "libswlo.so", "libsclo.so"].map((name) => join(programs, name));
  const inputBar = join(programs, "../share/config/soffice.cfg/modules/scalc/ui/inputbar.ui");
  return [...modules, inputBar].every(hasFile);
}

/**
 * @param {import("./machine.mjs").Machine} machine
 * @param {string} library
 */
function hasBesideOffice({ findProgram, hasFile }, library) {
  const soffice = findProgram("soffice");
  return soffice !== undefined && hasFile(join(dirname(soffice), library));
}

/**
 * Debian's own Python has the module venv, but not what that needs.
 * @param {import("./machine.mjs").Machine} machine
 */
function hasPythonVenv({ platform, findProgram, hasFile }) {
  const python = findProgram("python3");
  if (python === undefined || platform !== "linux") return python !== undefined;
  const isDebians = hasFile("/etc/debian_version") && dirname(python) === "/usr/bin";
  return !isDebians || hasFile(`/usr/lib/${basename(python)}/ensurepip`);
}
