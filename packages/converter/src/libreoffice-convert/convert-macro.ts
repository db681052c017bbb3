import { writeBasicLibrary } from "../libreoffice/basic-library.ts";
import { stepsModule } from "../steps/steps-module.ts";

/** What the launcher runs instead of `--convert-to` where there is a password, or steps. */
export const convertMacroUrl = "macro:///Standard.Convert.Main";

/**
 * soffice's command line has no word for a password, nor for steps between loading and saving, so a macro of the fresh
 * profile converts the document. Nothing of the request is written into the macro: it finds everything in its
 * environment, and the steps in a file. A document that does not open leaves no result, nor does one with a step that
 * fails.
 */
export function writeConvertMacro(profileFolder: string): Promise<void> {
  return writeBasicLibrary(profileFolder, { Convert: convertModule, Steps: stepsModule });
}

const convertModule = `
Sub Main
  On Error GoTo Ended
  Dim toLoad(5) As New com.sun.star.beans.PropertyValue
  toLoad(0).Name = "Hidden" : toLoad(0).Value = True
  toLoad(1).Name = "MacroExecutionMode" : toLoad(1).Value = com.sun.star.document.MacroExecMode.NEVER_EXECUTE
  toLoad(2).Name = "UpdateDocMode" : toLoad(2).Value = com.sun.star.document.UpdateDocMode.NO_UPDATE
  If Environ("OFFICE_PASSWORD") <> "" Then
    toLoad(3).Name = "Password" : toLoad(3).Value = Environ("OFFICE_PASSWORD")
  End If
  filter = Environ("OFFICE_IMPORT_FILTER")
  If filter <> "" Then
    colon = InStr(filter, ":")
    toLoad(4).Name = "FilterName" : toLoad(4).Value = Left(filter, colon - 1)
    toLoad(5).Name = "FilterOptions" : toLoad(5).Value = Mid(filter, colon + 1)
  End If
  source = ConvertToURL(Environ("OFFICE_SOURCE"))
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, toLoad())
  If Not IsNull(document) Then
    MkDir Environ("TMPDIR") + "/loaded"
    If Not RunSteps(document, Environ("TMPDIR") + "/steps") Then GoTo Ended
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
