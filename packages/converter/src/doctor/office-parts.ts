import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";

/** What LibreOffice converts without, but not as the document's author saw it. */
export interface OfficePart {
  readonly name: string;
  /** Folders and how the name of a file in one of them begins, which shows that the part is there. */
  readonly places: readonly (readonly [folder: string, prefix: string])[];
  readonly lack: string;
  readonly debianPackage: string;
}

export function officePartsOf(office: LibreOffice): OfficePart[] {
  const programs = dirname(office.program);
  const share = join(programs, "../share");
  return [
    {
      name: "Math",
      places: [[programs, "libsmlo.so"]],
      lack: "equations of texts and slides vanish",
      debianPackage: "libreoffice-math",
    },
    {
      name: "database drivers",
      places: [[programs, "libdbaselo.so"]],
      lack: "dBase files (.dbf) are refused",
      debianPackage: "libreoffice-base-drivers",
    },
    {
      name: "hyphenation",
      places: [
        ["/usr/share/hyphen", "hyph_"],
        [join(share, "extensions"), "dict-"],
      ],
      lack: "hyphenated texts break their lines elsewhere",
      debianPackage: "hyphen-en-us, and hyphen-… for each other language",
    },
    {
      name: "number words",
      places: [
        ["/usr/share/libnumbertext", "en"],
        [join(share, "numbertext"), "en"],
      ],
      lack: "numberings such as First, Second are wrong",
      debianPackage: "libnumbertext-data",
    },
    {
      name: "qpdf",
      places: [["/usr/bin", "qpdf"]],
      lack: "passwords, watermarks and the other changes of a finished PDF are refused",
      debianPackage: "qpdf",
    },
    {
      name: "pdftoppm",
      places: [["/usr/bin", "pdftoppm"]],
      lack: "PDFs are not drawn as pictures",
      debianPackage: "poppler-utils",
    },
    {
      name: "rsvg-convert",
      places: [["/usr/bin", "rsvg-convert"]],
      lack: "texts and pictures cannot be laid over or under pages",
      debianPackage: "librsvg2-bin",
    },
  ];
}

/** A line for each part that is not there, with the package that brings it. */
export async function missingPartLines(parts: readonly OfficePart[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, places, lack, debianPackage } of parts) {
    const isThere = await Promise.all(places.map(hasFile));
    if (!isThere.includes(true))
      lines.push(`missing part  ${name}: ${lack}; apt-get install ${debianPackage}`);
  }
  return lines;
}

async function hasFile([folder, prefix]: readonly [string, string]): Promise<boolean> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.some((name) => name.startsWith(prefix));
}
