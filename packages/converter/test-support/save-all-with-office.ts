import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { writeBasicLibrary } from "../src/libreoffice/basic-library.ts";
import { makeOwnCaches } from "../src/libreoffice/own-caches.ts";
import { writeProfile } from "../src/libreoffice/profile.ts";

export interface Saving {
  readonly document: Uint8Array;
  /** The format of the document that is given, as a file name extension. */
  readonly from: string;
  readonly to: string;
  /** LibreOffice's name of the filter. */
  readonly filter: string;
}

/** Documents saved in other formats by one run of the LibreOffice of this machine, in the order of `savings`. */
export async function saveAllWithOffice(savings: readonly Saving[]): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), "save-all-with-office-"));
  try {
    const lines = savings.map(({ from, to, filter }, index) =>
      [join(folder, `source-${index}.${from}`), join(folder, `result-${index}.${to}`), filter].join("|"),
    );
    for (const [index, { document, from }] of savings.entries())
      await writeFile(join(folder, `source-${index}.${from}`), document);
    await writeFile(join(folder, "list"), `${lines.join("\n")}\n`);
    const profile = join(folder, "profile");
    await writeProfile(profile, { locale: "en-GB", buildId: "", version: "", ownMacros: true });
    await writeBasicLibrary(profile, { SaveAll: macro });
    const where = `-env:UserInstallation=${pathToFileURL(profile).href}`;
    await execa("soffice", [where, "--headless", "macro:///Standard.SaveAll.Main"], {
      env: {
        ...(await makeOwnCaches(join(folder, "caches"))),
        HOME: folder,
        SAVE_LIST: join(folder, "list"),
      },
      timeout: 120_000,
    });
    return await Promise.all(savings.map(({ to }, index) => readFile(join(folder, `result-${index}.${to}`))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const macro = `
Sub Main
  On Error GoTo Ended
  Dim toLoad(0) As New com.sun.star.beans.PropertyValue
  Dim toSave(0) As New com.sun.star.beans.PropertyValue
  Dim document As Object, file As Integer, line As String, words
  toLoad(0).Name = "Hidden" : toLoad(0).Value = True
  toSave(0).Name = "FilterName"
  file = FreeFile
  Open Environ("SAVE_LIST") For Input As #file
  Do While Not EOF(file)
    Line Input #file, line
    If line <> "" Then
      words = Split(line, "|")
      document = StarDesktop.loadComponentFromURL(ConvertToURL(words(0)), "_blank", 0, toLoad())
      toSave(0).Value = words(2)
      document.storeToURL(ConvertToURL(words(1)), toSave())
      document.close(True)
    End If
  Loop
Ended:
  StarDesktop.terminate()
End Sub
`;
