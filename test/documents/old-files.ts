/** A text, a sheet or a drawing as programs of the eighties and nineties wrote it, with one line of text. */
export function createOldFile(kind: keyof typeof writers, text: string): Uint8Array {
  return writers[kind](text);
}

const writers = {
  /** Text602, of the Czech market. */
  "602": (text: string) => Buffer.from(`@CT 1\r\n@TB -----T-----T\r\n${text}\r\n`, "latin1"),
  pdb: palmText,
  wk1: lotusSheet,
  wks: lotusSheet,
  dbf: dBaseTable,
  /** AutoCAD's exchange format: one line of text and one line. */
  dxf: (text: string) =>
    Buffer.from(
      `0\nSECTION\n2\nENTITIES\n0\nTEXT\n8\n0\n10\n10.0\n20\n10.0\n40\n5.0\n1\n${text}\n` +
        "0\nLINE\n8\n0\n10\n0.0\n20\n0.0\n11\n100.0\n21\n50.0\n0\nENDSEC\n0\nEOF\n",
    ),
} as const;

/** PalmDoc: a database of one record that says how much text there is, and one that holds it unpacked. */
function palmText(text: string): Buffer {
  const content = Buffer.from(text, "latin1");
  const head = Buffer.alloc(78 + 2 * 8 + 2);
  head.write("Letter", 0, "latin1");
  head.write("TEXtREAd", 60, "latin1");
  head.writeUInt16BE(2, 76);
  head.writeUInt32BE(head.length, 78);
  head.writeUInt32BE(head.length + 16, 86);
  const facts = Buffer.alloc(16);
  facts.writeUInt16BE(1, 0);
  facts.writeUInt32BE(content.length, 4);
  facts.writeUInt16BE(1, 8);
  facts.writeUInt16BE(4_096, 10);
  return Buffer.concat([head, facts, content]);
}

/** Lotus 1-2-3 version 2: a beginning, one label in the first cell, an end. */
function lotusSheet(text: string): Buffer {
  const label = Buffer.concat([
    Buffer.from([0xff, 0, 0, 0, 0]),
    Buffer.from(`'${text}`, "latin1"),
    Buffer.alloc(1),
  ]);
  return Buffer.concat([
    lotusRecord(0x00, Buffer.from([0x06, 0x04])),
    lotusRecord(0x06, Buffer.alloc(8)),
    lotusRecord(0x0f, label),
    lotusRecord(0x01, Buffer.alloc(0)),
  ]);
}

function lotusRecord(kind: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(kind, 0);
  head.writeUInt16LE(content.length, 2);
  return Buffer.concat([head, content]);
}

/** dBase III: one column of text, one row. */
function dBaseTable(text: string): Buffer {
  const width = 20;
  const head = Buffer.alloc(32);
  head.set([0x03, 120, 1, 1]);
  head.writeUInt32LE(1, 4);
  head.writeUInt16LE(32 + 32 + 1, 8);
  head.writeUInt16LE(1 + width, 10);
  const column = Buffer.alloc(32);
  column.write("NAME", 0, "latin1");
  column.write("C", 11, "latin1");
  column[16] = width;
  return Buffer.concat([
    head,
    column,
    Buffer.from([0x0d]),
    Buffer.from(` ${text.padEnd(width)}`, "latin1"),
    Buffer.from([0x1a]),
  ]);
}
