import { textDecoder } from "@platen/core";
import type { TextEncoding } from "../source-content.ts";

/** An encoding that a text may have, and the letters that its languages use. */
export interface Candidate {
  readonly encoding: TextEncoding;
  /** Other letters that it has are rare in texts, and mostly a sign that it is not this one. */
  readonly usual: ReadonlySet<string>;
  /** Of encodings that fit as well the one with the greatest lead is taken; below 0, hardly anybody has it. */
  readonly lead: number;
}

const inBothCases = (letters: string) => new Set(letters + letters.toUpperCase());
const western = inBothCases("éèàçäöüßáíóúñãõêâîôåøæœëïùûòìšž");
const central = inBothCases("áéíóúýäöüôßąćęłńśźżčďěňřšťůžőűăşţâîđľĺŕ");
const turkish = inBothCases("ğışöçüâîûİ");
const baltic = inBothCases("ąčęėįšųūžāēģīķļņäöõüōŗ");
const cyrillic = inBothCases("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў");
const greek = inBothCases("αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώϊ");
const hebrew = new Set("אבגדהוזחטיכךלמםנןסעפףצץקרשת");
const arabic = new Set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکی");
const thai = new Set("กขคงจชซญดตถทธนบปผฝพฟภมยรลวศษสหอณะาิีึืุูเแโใไัำ่้๊๋์็ๆฯ");

/** What lies in these rows of an encoding of two bytes: the first half of its signs are the usual ones. */
function rows(encoding: TextEncoding, from: number, to: number, firstCell = 0xa1): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let row = from; row <= to; row += 1) {
    for (let cell = firstCell; cell <= 0xfe; cell += 1) bytes.push(row, cell, 0x0a);
  }
  const text = textDecoder(encoding)?.decode(Uint8Array.from(bytes)) ?? "";
  return new Set(text.split("\n").filter((sign) => /^[\u0370-\ufffc]$/.test(sign)));
}

const kana = Array.from({ length: 0x30ff - 0x3041 }, (_, index) => String.fromCharCode(0x3041 + index));

let table: readonly Candidate[] | undefined;

/** Made when the first text needs it: most never do. */
export function candidates(): readonly Candidate[] {
  table ??= makeCandidates();
  return table;
}

function makeCandidates(): readonly Candidate[] {
  const japanese = new Set([...kana, ...rows("shift_jis", 0x88, 0x98, 0x40)]);
  return [
    { encoding: "windows-1252", usual: western, lead: 0.1 },
    { encoding: "iso-8859-15", usual: western, lead: 0.099 },
    {
      encoding: "utf-8",
      usual: new Set([...western, ...central, ...cyrillic, ...greek, ...japanese]),
      lead: 0,
    },
    { encoding: "windows-1251", usual: cyrillic, lead: 0 },
    { encoding: "windows-1250", usual: central, lead: 0 },
    { encoding: "iso-8859-2", usual: central, lead: -0.001 },
    { encoding: "shift_jis", usual: japanese, lead: 0 },
    { encoding: "euc-jp", usual: japanese, lead: -0.05 },
    { encoding: "gb18030", usual: rows("gb18030", 0xb0, 0xd7), lead: 0.05 },
    { encoding: "big5", usual: rows("big5", 0xa4, 0xc6, 0x40), lead: 0 },
    { encoding: "euc-kr", usual: rows("euc-kr", 0xb0, 0xc8), lead: 0.06 },
    { encoding: "windows-1253", usual: greek, lead: 0 },
    { encoding: "windows-1254", usual: turkish, lead: 0.02 },
    { encoding: "windows-1255", usual: hebrew, lead: 0 },
    { encoding: "windows-1256", usual: arabic, lead: 0 },
    { encoding: "windows-1257", usual: baltic, lead: 0 },
    { encoding: "windows-874", usual: thai, lead: 0 },
    { encoding: "koi8-u", usual: cyrillic, lead: 0 },
    { encoding: "ibm866", usual: cyrillic, lead: 0 },
    { encoding: "ibm850", usual: western, lead: 0 },
    { encoding: "ibm437", usual: western, lead: -0.001 },
    { encoding: "ibm852", usual: central, lead: -0.4 },
    { encoding: "macintosh", usual: western, lead: -0.3 },
    { encoding: "iso-8859-5", usual: cyrillic, lead: -0.7 },
    { encoding: "x-mac-cyrillic", usual: cyrillic, lead: -0.7 },
  ];
}
