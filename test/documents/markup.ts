import { escapeXml, xmlHead } from "./xml.ts";

const office = "urn:oasis:names:tc:opendocument:xmlns";

const writers = {
  html: (text: string) =>
    `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>${text}</p></body></html>`,
  xhtml: (text: string) =>
    `${xmlHead}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">` +
    `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Page</title></head><body><p>${text}</p></body></html>`,
  svg: (text: string) =>
    `${xmlHead}<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><text x="20" y="50">${text}</text></svg>`,
  mml: (text: string) =>
    `${xmlHead}<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>${text}</mi><mo>=</mo><mn>2</mn></mrow></math>`,
  fodg: (text: string) =>
    `${xmlHead}<office:document xmlns:office="${office}:office:1.0" xmlns:draw="${office}:drawing:1.0" ` +
    `xmlns:text="${office}:text:1.0" xmlns:svg="${office}:svg-compatible:1.0" office:version="1.3" ` +
    'office:mimetype="application/vnd.oasis.opendocument.graphics"><office:body><office:drawing><draw:page>' +
    '<draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="3cm"><draw:text-box>' +
    `<text:p>${text}</text:p></draw:text-box></draw:frame></draw:page></office:drawing></office:body></office:document>`,
  abw: (text: string) =>
    `${xmlHead}<abiword xmlns="http://www.abisource.com/awml.dtd" version="1.0"><section><p>${text}</p></section></abiword>`,
  fb2: (text: string) =>
    `${xmlHead}<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>` +
    `<book-title>Book</book-title><lang>en</lang></title-info></description><body><section><p>${text}</p></section></body></FictionBook>`,
  vdx: (text: string) =>
    `${xmlHead}<VisioDocument xmlns="http://schemas.microsoft.com/visio/2003/core"><Pages><Page ID="0" NameU="Page-1">` +
    '<PageSheet><PageProps><PageWidth Unit="IN">8</PageWidth><PageHeight Unit="IN">11</PageHeight></PageProps></PageSheet><Shapes><Shape ID="1" Type="Shape">' +
    "<XForm><PinX>2</PinX><PinY>9</PinY><Width>2</Width><Height>1</Height><LocPinX>1</LocPinX><LocPinY>0.5</LocPinY></XForm>" +
    `<Text>${text}</Text></Shape></Shapes></Page></Pages></VisioDocument>`,
  wordXml: (text: string) =>
    `${xmlHead}<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">` +
    `<w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:wordDocument>`,
  excelXml: (text: string) =>
    `${xmlHead}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" ` +
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data"><Table><Row><Cell>' +
    `<Data ss:Type="String">${text}</Data></Cell></Row></Table></Worksheet></Workbook>`,
  gnumeric: (text: string) =>
    `${xmlHead}<gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd"><gnm:SheetNameIndex><gnm:SheetName>Sheet1</gnm:SheetName>` +
    "</gnm:SheetNameIndex><gnm:Sheets><gnm:Sheet><gnm:Name>Sheet1</gnm:Name><gnm:Cells>" +
    `<gnm:Cell Row="0" Col="0" ValueType="60">${text}</gnm:Cell></gnm:Cells></gnm:Sheet></gnm:Sheets></gnm:Workbook>`,
} as const satisfies Record<string, (text: string) => string>;

/** A document that is one file of HTML or XML, by its format; Word's and Excel's are those of 2003. */
export function createMarkup(kind: keyof typeof writers, text: string): Uint8Array {
  return new TextEncoder().encode(writers[kind](escapeXml(text)));
}
