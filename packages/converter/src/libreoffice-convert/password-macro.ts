import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the launcher runs instead of `--convert-to` when there is a password. */
export const passwordMacroUrl = "macro:///Standard.Convert.Main";

/**
 * soffice's command line has no word for a password, so a macro of the fresh profile opens the document with it.
 * Nothing of the request is written into the macro: it finds everything in its environment. A document that does not
 * open leaves no result.
 */
export async function writePasswordMacro(profileFolder: string): Promise<void> {
  const library = join(profileFolder, "user", "basic", "Standard");
  await mkdir(library, { recursive: true, mode: 0o700 });
  await writeFile(join(library, "..", "script.xlc"), libraries);
  await writeFile(join(library, "script.xlb"), modules);
  await writeFile(join(library, "Convert.xba"), module(macro));
}

const macro = `
Sub Main
  On Error GoTo Ended
  Dim toLoad(3) As New com.sun.star.beans.PropertyValue
  toLoad(0).Name = "Hidden" : toLoad(0).Value = True
  toLoad(1).Name = "Password" : toLoad(1).Value = Environ("OFFICE_PASSWORD")
  toLoad(2).Name = "MacroExecutionMode" : toLoad(2).Value = com.sun.star.document.MacroExecMode.NEVER_EXECUTE
  toLoad(3).Name = "UpdateDocMode" : toLoad(3).Value = com.sun.star.document.UpdateDocMode.NO_UPDATE
  source = ConvertToURL(Environ("OFFICE_SOURCE"))
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, toLoad())
  If Not IsNull(document) Then
    MkDir Environ("TMPDIR") + "/loaded"
    filter = Environ("OFFICE_FILTER") + ":"
    colon = InStr(filter, ":")
    Dim toSave(1) As New com.sun.star.beans.PropertyValue
    toSave(0).Name = "FilterName" : toSave(0).Value = Left(filter, colon - 1)
    toSave(1).Name = "FilterOptions" : toSave(1).Value = Mid(filter, colon + 1, Len(filter) - colon - 1)
    document.storeToURL(ConvertToURL(Environ("OFFICE_RESULT")), toSave())
    document.close(True)
  End If
Ended:
  StarDesktop.terminate()
End Sub
`;

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const libraryNamespace = 'xmlns:library="http://openoffice.org/2000/library"';

const libraries =
  `${head}<library:libraries ${libraryNamespace}><library:library library:name="Standard" library:link="false"/>` +
  "</library:libraries>";

const modules =
  `${head}<library:library ${libraryNamespace} library:name="Standard" library:readonly="false" ` +
  'library:passwordprotected="false"><library:element library:name="Convert"/></library:library>';

function module(text: string): string {
  return (
    `${head}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Convert" ` +
    `script:language="StarBasic">${text}</script:module>`
  );
}
