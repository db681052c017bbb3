import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { textDecoder } from "@platen/core";
import { textContent } from "./text-content.ts";

async function contentOf(bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), "text-content-"));
  const path = join(folder, "source");
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    const content = await textContent(file);
    return content?.kind === "text" ? content : undefined;
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** The bytes of each letter in an encoding that the platform only decodes, by trying all that one or two may be. */
function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const bytes = new Map<string, readonly number[]>();
  const decoder = textDecoder(encoding) ?? assert.fail(encoding);
  for (let first = 0xff; first >= 0; first -= 1) {
    for (let second = 0xfe; second >= 0x40; second -= 1) {
      const letter = decoder.decode(Uint8Array.of(first, second));
      if ([...letter].length === 1) bytes.set(letter, [first, second]);
    }
    const letter = decoder.decode(Uint8Array.of(first));
    if (letter !== "\ufffd") bytes.set(letter, [first]);
  }
  return bytes;
}

function encoded(text: string, encoding: string): Buffer {
  const table = tables.get(encoding) ?? tableOf(encoding);
  tables.set(encoding, table);
  return Buffer.from(
    [...text].flatMap((letter) => table.get(letter) ?? assert.fail(`${letter} in ${encoding}`)),
  );
}

function wide(text: string, width: 2 | 4, isLittle: boolean): Buffer {
  const units = width === 2 ? Buffer.from(text, "utf16le") : Buffer.alloc([...text].length * 4);
  if (width === 4)
    for (const [index, letter] of [...text].entries())
      units.writeUInt32LE(letter.codePointAt(0) ?? 0, index * 4);
  if (isLittle) return units;
  return width === 2 ? units.swap16() : units.swap32();
}

const texts: Readonly<Record<string, string>> = {
  russian: "Уважаемые коллеги! Собрание состоится в понедельник, просим подтвердить участие.",
  "a Russian table": "Имя;Город;Сумма\nИван;Москва;100\nМария;Казань;200\n",
  "a Russian heading": "ДОГОВОР ПОСТАВКИ",
  "a log": "2024-01-01 ERROR Не удалось открыть файл config.ini: доступ запрещён",
  japanese: "株式会社の請求書です。添付ファイルをご確認ください。",
  "a Japanese table": "名前,都市\n山田,東京\n鈴木,大阪\n",
  german: "Grüße aus München. Die Straße ist schön, und Äpfel gibt es überall.",
  "a German word": "Müller",
  "a German table": "Name;Straße;Ort\nMüller;Hauptstraße 5;Köln\n",
  french: "Les élèves français étudient à l'université. Où est le garçon?",
  quotations: "It’s a “smart” quote — nothing else",
  price: "Price: 5 €; temp 20°C",
  polish: "Zażółć gęślą jaźń. Proszę o przesłanie dokumentów do końca miesiąca.",
  hungarian: "Árvíztűrő tükörfúrógép. Köszönjük az üzenetet, várjuk szíves válaszát.",
  chinese: "这是一个中文文档。请确认编码是否正确。",
  "traditional Chinese": "這是一個中文文件。請確認編碼是否正確。",
  korean: "이것은 한국어 문서입니다. 인코딩을 확인해 주세요.",
  greek: "Αυτό είναι ένα ελληνικό κείμενο. Παρακαλώ επιβεβαιώστε.",
  hebrew: "זהו מסמך בעברית. נא לאשר את הקידוד.",
  arabic: "هذا مستند باللغة العربية. يرجى التأكد من الترميز.",
  turkish: "Bu Türkçe bir belgedir. Şişli'de güneşli bir gün, çığlık.",
  thai: "นี่คือเอกสารภาษาไทย กรุณายืนยัน",
};

const stored: readonly (readonly [encoding: string, ...texts: readonly string[]])[] = [
  ["windows-1251", "russian", "a Russian table", "a Russian heading", "a log"],
  ["koi8-u", "russian", "a Russian table"],
  ["ibm866", "russian", "a Russian table"],
  ["shift_jis", "japanese", "a Japanese table"],
  ["euc-jp", "japanese"],
  ["windows-1252", "german", "a German word", "a German table", "french", "quotations", "price"],
  ["ibm850", "german", "a German word", "a German table", "french"],
  ["windows-1250", "polish", "hungarian"],
  ["iso-8859-2", "polish", "hungarian"],
  ["gb18030", "chinese"],
  ["big5", "traditional Chinese"],
  ["euc-kr", "korean"],
  ["windows-1253", "greek"],
  ["windows-1255", "hebrew"],
  ["windows-1256", "arabic"],
  ["windows-1254", "turkish"],
  ["windows-874", "thai"],
];

describe("textContent", () => {
  it("guesses how a text is stored that does not say so, and says that it guessed", async () => {
    for (const [encoding, ...names] of stored) {
      for (const name of names) {
        const text = texts[name] ?? "";
        const bytes = encoded(text, encoding);
        const found = await contentOf(bytes);
        assert.equal(found?.isGuessed, true);
        const read = textDecoder(found?.encoding ?? "")?.decode(bytes);
        assert.equal(read, text, `${name} in ${encoding}, read as ${found?.encoding}`);
      }
    }
  });

  it("knows Unicode of two and four bytes a letter without a mark", async () => {
    for (const name of ["russian", "japanese", "a German table", "price", "korean", "arabic", "chinese"]) {
      const text = `${texts[name]}\n`;
      for (const [width, isLittle, encoding] of [
        [2, true, "utf-16le"],
        [2, false, "utf-16be"],
        [4, true, "utf-32le"],
        [4, false, "utf-32be"],
      ] as const)
        assert.equal(
          (await contentOf(wide(text, width, isLittle)))?.encoding,
          encoding,
          `${name} in ${encoding}`,
        );
    }
  });

  it("takes UTF-8 and marks at their word", async () => {
    for (const [bytes, encoding, hasByteOrderMark] of [
      [Buffer.from("plain"), "utf-8", false],
      [Buffer.from("Grüße, 日本, 😀"), "utf-8", false],
      [Buffer.from("\ufeffGrüße"), "utf-8", true],
      [wide("\ufeffGrüße", 2, true), "utf-16le", true],
      [wide("\ufeffGrüße", 2, false), "utf-16be", true],
      [wide("\ufeffGrüße", 4, true), "utf-32le", true],
      [wide("\ufeffGrüße", 4, false), "utf-32be", true],
    ] as const)
      assert.deepEqual(await contentOf(bytes), { kind: "text", encoding, hasByteOrderMark });
  });

  it("finds the first letter that tells, however far behind it stands", async () => {
    const ascii = Buffer.from("line after line\n".repeat(10_000));
    assert.equal((await contentOf(ascii))?.encoding, "utf-8");
    const late = await contentOf(Buffer.concat([ascii, encoded(texts.german ?? "", "windows-1252")]));
    assert.equal(late?.encoding, "windows-1252");
    for (let shift = 0; shift < 4; shift += 1) {
      const letters = await contentOf(Buffer.from(`${"x".repeat(shift)}${"€😀".repeat(40_000)}`));
      assert.deepEqual(letters, { kind: "text", encoding: "utf-8", hasByteOrderMark: false });
    }
  });

  it("reads UTF-8 with a broken letter as such, but does not swear to it", async () => {
    const bytes = Buffer.concat([Buffer.from(`${texts.german} `.repeat(20)), Buffer.from([0xfc, 0x20])]);
    const found = await contentOf(bytes);
    assert.deepEqual(found, { kind: "text", encoding: "utf-8", hasByteOrderMark: false, isGuessed: true });
  });

  it("knows Japanese in seven bits", async () => {
    const bytes = Buffer.from("1b2442467c4b5c1b2842", "hex");
    assert.equal((await contentOf(bytes))?.encoding, "iso-2022-jp");
  });

  it("takes a text for one in which a control character has been left", async () => {
    const bytes = Buffer.from(`${"words and more words ".repeat(20)}\u0007\u0001 and words`);
    assert.equal((await contentOf(bytes))?.encoding, "utf-8");
    assert.equal(await contentOf(Buffer.concat([bytes, Buffer.alloc(1)])), undefined);
  });

  it("takes data for no text", async () => {
    const picture = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), randomBytes(500)]);
    const numbers = Buffer.from(Uint16Array.from({ length: 500 }, (_, index) => index * 3).buffer);
    for (const bytes of [picture, numbers, Buffer.alloc(5_000), randomBytes(100_000)])
      assert.equal(await contentOf(bytes), undefined);
  });
});
