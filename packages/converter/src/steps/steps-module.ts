/**
 * The module `Steps` of the Basic library in the profile of both engines. It does the steps of a file, line by line, to
 * a document that is loaded: a name and its values, nothing of which is ever run as code. `Main` is for the press, where
 * the document is the only one that is open and the file lies in the working folder.
 */
export const stepsModule = `
Option Explicit

Sub Main
  Dim components As Object, component As Object, file As Integer
  components = StarDesktop.Components.createEnumeration()
  Do While components.hasMoreElements()
    component = components.nextElement()
    If HasUnoInterfaces(component, "com.sun.star.frame.XModel") Then
      If Not RunSteps(component, "/proc/self/cwd/steps") Then Exit Sub
    End If
  Loop
  file = FreeFile
  Open "/proc/self/cwd/steps-done" For Output As #file
  Close #file
End Sub

Function RunSteps(document As Object, path As String) As Boolean
  Dim words, file As Integer, text As String
  On Error GoTo Failed
  file = FreeFile
  Open path For Input As #file
  Do While Not EOF(file)
    Line Input #file, text
    words = Split(text, " ")
    If text <> "" Then RunStep(document, words)
  Loop
  Close #file
  RunSteps = True
Failed:
End Function

Sub RunStep(document As Object, words)
  Select Case words(0)
    Case "acceptChanges" : Dispatch(document, ".uno:AcceptAllTrackedChanges")
    Case "rejectChanges" : Dispatch(document, ".uno:RejectAllTrackedChanges")
    Case "updateFields" : document.TextFields.refresh()
    Case "updateIndexes" : UpdateIndexes(document, words(1) = "all")
    Case "ownName" : ShowNamesAlone(document)
    Case "links" : GiveLinksStyle(document)
    Case "hiddenSheets" : PrintNoHiddenSheets(document)
    Case "note" : ShowNote(document, CLng(words(1)), CLng(words(2)), CLng(words(3)))
    Case "calculate" : document.calculateAll()
    Case "rowHeights" : FitRowHeights(document)
    Case "headerLine" : RepeatFirstRow(document)
    Case "fitWidth" : FitWidth(document)
    Case "gridlines" : SetOnPages(document, "PrintGrid", True)
    Case "headings" : SetOnPages(document, "PrintHeaders", True)
    Case "paper" : SetPaper(document, CLng(words(1)), CLng(words(2)), words(3) = "turned")
    Case "landscape" : TurnPages(document)
    Case "margins" : SetMargins(document, CLng(words(1)), CLng(words(2)), CLng(words(3)), CLng(words(4)))
    Case Else : Error 5
  End Select
End Sub

Sub Dispatch(document As Object, command As String)
  Dim dispatcher As Object
  dispatcher = CreateUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
End Sub

' Twice, because an index that grows moves the pages that it names.
Sub UpdateIndexes(document As Object, isAll As Boolean)
  Dim indexes As Object, number As Long, turn As Integer, count As Long
  indexes = document.DocumentIndexes
  count = indexes.Count
  If count = 0 Then Exit Sub
  Dim isWanted(count - 1) As Boolean
  For number = 0 To count - 1
    isWanted(number) = isAll Or Trim(indexes.getByIndex(number).Anchor.String) = ""
  Next
  For turn = 1 To 2
    For number = 0 To count - 1
      If isWanted(number) Then indexes.getByIndex(number).update()
    Next
  Next
End Sub

' A name without the folder in which the document lies.
Sub ShowNamesAlone(document As Object)
  Dim fields As Object, field As Object
  fields = document.TextFields.createEnumeration()
  Do While fields.hasMoreElements()
    field = fields.nextElement()
    If field.supportsService("com.sun.star.text.TextField.FileName") Then
      If Not field.IsFixed Then
        field.FileFormat = com.sun.star.text.FilenameDisplayFormat.NAME_AND_EXT
        field.update()
      End If
    End If
  Loop
End Sub

' Links with no character style, or with the one that stands for none, are no links in a PDF. Another one that changes
' nothing makes them some.
Sub GiveLinksStyle(document As Object)
  Dim search As Object, links As Object, link As Object, styles As Object, style As String, number As Long
  Dim wanted(0) As New com.sun.star.beans.PropertyValue
  search = document.createSearchDescriptor()
  wanted(0).Name = "HyperLinkURL"
  wanted(0).Value = ""
  search.ValueSearch = False
  search.SearchAttributes = wanted()
  links = document.findAll(search)
  styles = document.StyleFamilies.getByName("CharacterStyles")
  For number = 0 To links.Count - 1
    link = links.getByIndex(number)
    style = link.UnvisitedCharStyleName
    If style = "" Or Left(style, 7) = "Default" Then
      If Not styles.hasByName("Link without a look") Then
        styles.insertByName("Link without a look", document.createInstance("com.sun.star.style.CharacterStyle"))
      End If
      link.UnvisitedCharStyleName = "Link without a look"
      link.VisitedCharStyleName = "Link without a look"
    End If
  Next
End Sub

' LibreOffice prints a hidden sheet that has a print area.
Sub PrintNoHiddenSheets(document As Object)
  Dim sheets As Object, sheet As Object, number As Long
  sheets = document.Sheets
  For number = 0 To sheets.Count - 1
    sheet = sheets.getByIndex(number)
    If Not sheet.IsVisible Then sheet.setPrintAreas(Array())
  Next
End Sub

' LibreOfficeKit takes every note for one that is not shown.
Sub ShowNote(document As Object, sheet As Long, column As Long, row As Long)
  Dim note As Object
  note = document.Sheets.getByIndex(sheet).getCellByPosition(column, row).Annotation
  If Not IsNull(note) Then note.IsVisible = True
End Sub

' Of rows whose text wraps and that nobody gave a height of their own. Rows only grow.
Sub FitRowHeights(document As Object)
  Dim sheets As Object, sheet As Object, formats As Object, ranges As Object, cursor As Object
  Dim number As Long, entry As Long, address, lastRow As Long, rowsLeft As Long
  sheets = document.Sheets
  rowsLeft = 20000
  For number = 0 To sheets.Count - 1
    sheet = sheets.getByIndex(number)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    lastRow = cursor.RangeAddress.EndRow
    formats = sheet.UniqueCellFormatRanges
    For entry = 0 To formats.Count - 1
      ranges = formats.getByIndex(entry)
      If ranges.IsTextWrapped Then
        For Each address In ranges.RangeAddresses
          FitRows(sheet, address.StartRow, IIf(address.EndRow > lastRow, lastRow, address.EndRow), rowsLeft)
        Next
      End If
    Next
  Next
End Sub

' Rows of one height that stand together are done at once.
Sub FitRows(sheet As Object, first As Long, last As Long, rowsLeft As Long)
  Dim rows As Object, row As Object, number As Long, start As Long, height As Long, blockHeight As Long
  rows = sheet.Rows
  start = -1
  For number = first To last
    rowsLeft = rowsLeft - 1
    If rowsLeft < 0 Then Exit For
    row = rows.getByIndex(number)
    height = IIf(row.OptimalHeight And row.IsVisible, row.Height, -1)
    If start <> -1 And height <> blockHeight Then
      FitBlock(sheet, start, number - 1, blockHeight)
      start = -1
    End If
    If start = -1 And height <> -1 Then
      start = number
      blockHeight = height
    End If
  Next
  If start <> -1 Then FitBlock(sheet, start, number - 1, blockHeight)
End Sub

Sub FitBlock(sheet As Object, first As Long, last As Long, height As Long)
  Dim rows As Object, number As Long, start As Long
  sheet.getCellRangeByPosition(0, first, 0, last).Rows.OptimalHeight = True
  rows = sheet.Rows
  start = -1
  For number = first To last
    If rows.getByIndex(number).Height < height Then
      If start = -1 Then start = number
    ElseIf start <> -1 Then
      sheet.getCellRangeByPosition(0, start, 0, number - 1).Rows.Height = height
      start = -1
    End If
  Next
  If start <> -1 Then sheet.getCellRangeByPosition(0, start, 0, last).Rows.Height = height
End Sub

Sub RepeatFirstRow(document As Object)
  Dim sheet As Object, cursor As Object, title As New com.sun.star.table.CellRangeAddress
  sheet = document.Sheets.getByIndex(0)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, 0).CharWeight = com.sun.star.awt.FontWeight.BOLD
  sheet.TitleRows = title
  sheet.PrintTitleRows = True
End Sub

Function PageStyles(document As Object) As Object
  PageStyles = document.StyleFamilies.getByName("PageStyles")
End Function

Sub SetOnPages(document As Object, property As String, value)
  Dim styles As Object, number As Long
  styles = PageStyles(document)
  For number = 0 To styles.Count - 1
    styles.getByIndex(number).setPropertyValue(property, value)
  Next
End Sub

Sub FitWidth(document As Object)
  SetOnPages(document, "ScaleToPagesX", 1)
  SetOnPages(document, "ScaleToPagesY", 0)
End Sub

' Where pages may be turned, those that lie stay so.
Sub SetPaper(document As Object, width As Long, height As Long, mayTurn As Boolean)
  Dim styles As Object, style As Object, number As Long, isTurned As Boolean
  styles = PageStyles(document)
  For number = 0 To styles.Count - 1
    style = styles.getByIndex(number)
    isTurned = mayTurn And style.Width > style.Height
    style.Width = IIf(isTurned, height, width)
    style.Height = IIf(isTurned, width, height)
    style.IsLandscape = (style.Width > style.Height)
  Next
End Sub

Sub TurnPages(document As Object)
  Dim styles As Object, style As Object, number As Long, width As Long, height As Long
  styles = PageStyles(document)
  For number = 0 To styles.Count - 1
    style = styles.getByIndex(number)
    width = style.Width
    height = style.Height
    style.IsLandscape = True
    style.Width = IIf(width < height, height, width)
    style.Height = IIf(width < height, width, height)
  Next
End Sub

Sub SetMargins(document As Object, top As Long, right As Long, bottom As Long, left As Long)
  SetOnPages(document, "TopMargin", top)
  SetOnPages(document, "RightMargin", right)
  SetOnPages(document, "BottomMargin", bottom)
  SetOnPages(document, "LeftMargin", left)
End Sub
`;
