import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { escapeXml } from "@platen/test-documents";
import { execa } from "execa";
import { makeOwnCaches } from "../src/libreoffice/own-caches.ts";

export interface SaveChoice {
  /** The format of the document that is given, as a file name extension. */
  readonly from: string;
  readonly to: keyof typeof saveFilters;
  readonly password?: string;
}

const saveFilters = {
  ppt: "MS PowerPoint 97",
  doc: "MS Word 97",
  xls: "MS Excel 97",
  pptx: "Impress MS PowerPoint 2007 XML",
  docx: "MS Word 2007 XML",
  xlsx: "Calc MS Excel 2007 XML",
  odp: "impress8",
  odt: "writer8",
  jpg: "impress_jpg_Export",
} as const;

/**
 * The same document saved by the LibreOffice of this machine in another format or with a password: what nothing else
 * here can write. Takes a second or two.
 */
export async function saveWithOffice(document: Uint8Array, choice: SaveChoice): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "save-with-office-"));
  try {
    const source = join(folder, `source.${choice.from}`);
    const result = join(folder, `result.${choice.to}`);
    await writeFile(source, document);
    await writeMacro(join(folder, "profile", "user"));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    await execa("soffice", [profile, "--headless", "macro:///Standard.Save.Main"], {
      env: {
        ...(await makeOwnCaches(join(folder, "caches"))),
        HOME: folder,
        SAVE_SOURCE: source,
        SAVE_RESULT: result,
        SAVE_FILTER: saveFilters[choice.to],
        SAVE_PASSWORD: choice.password ?? "",
        LC_ALL: "C.UTF-8", // a machine that names no language would take the password for ASCII
      },
      timeout: 60_000,
    });
    return await readFile(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A profile that has been set up already and holds one macro: soffice cannot save with a password by itself. */
async function writeMacro(user: string): Promise<void> {
  const library = join(user, "basic", "Standard");
  await mkdir(library, { recursive: true });
  const names = 'xmlns:library="http://openoffice.org/2000/library"';
  await writeFile(
    join(user, "registrymodifications.xcu"),
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">' +
      '<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>',
  );
  await writeFile(
    join(user, "basic", "script.xlc"),
    `<library:libraries ${names}><library:library library:name="Standard" library:link="false"/></library:libraries>`,
  );
  await writeFile(
    join(library, "script.xlb"),
    `<library:library ${names} library:name="Standard" library:readonly="false" library:passwordprotected="false">` +
      '<library:element library:name="Save"/></library:library>',
  );
  await writeFile(
    join(library, "Save.xba"),
    `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Save" script:language="StarBasic">${escapeXml(macro)}</script:module>`,
  );
}

const macro = `
Sub Main
  On Error GoTo Ended
  Dim toLoad(0) As New com.sun.star.beans.PropertyValue
  toLoad(0).Name = "Hidden" : toLoad(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(Environ("SAVE_SOURCE")), "_blank", 0, toLoad())
  Dim toSave(1) As New com.sun.star.beans.PropertyValue
  toSave(0).Name = "FilterName" : toSave(0).Value = Environ("SAVE_FILTER")
  If Environ("SAVE_PASSWORD") = "" Then
    toSave(1).Name = "Overwrite" : toSave(1).Value = True
  Else
    If InStr(Environ("SAVE_FILTER"), "2007") > 0 Then
      Dim how(1) As New com.sun.star.beans.NamedValue
      how(0).Name = "CryptoType" : how(0).Value = "Standard"
      how(1).Name = "OOXPassword" : how(1).Value = Environ("SAVE_PASSWORD")
      toSave(1).Name = "EncryptionData" : toSave(1).Value = how()
    Else
      toSave(1).Name = "Password" : toSave(1).Value = Environ("SAVE_PASSWORD")
    End If
  End If
  document.storeToURL(ConvertToURL(Environ("SAVE_RESULT")), toSave())
  document.close(True)
Ended:
  StarDesktop.terminate()
End Sub
`;
