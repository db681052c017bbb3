import { crc32, deflateRawSync } from "node:zlib";

export interface ZipBytesPart {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly isStored?: boolean;
  readonly flags?: number;
  /** As the list has it; the part's own header has the true ones. */
  readonly statedBytes?: number;
  readonly packedBytes?: number;
  /** The part's own header says nothing of its sizes, which stand behind it. */
  readonly hasDescriptor?: boolean;
  readonly localName?: string;
}

export interface ZipBytesEnd {
  readonly before?: Uint8Array;
  readonly comment?: string;
  /** As the end says. */
  readonly commentBytes?: number;
  readonly entries?: number;
  readonly after?: Uint8Array;
  /** Positions and counts in fields of their own, wide enough for anything; "too" leaves them in the end as well. */
  readonly zip64?: "instead" | "too";
}

/** A zip file that may say of itself what no writer says. */
export function zipBytes(parts: readonly ZipBytesPart[], end: ZipBytesEnd = {}): Buffer {
  const { before = Buffer.alloc(0), comment = "", zip64, after = Buffer.alloc(0) } = end;
  const pieces: Buffer[] = [];
  const list: Buffer[] = [];
  let position = 0;
  for (const part of parts) {
    const bytes = partBytes(part);
    list.push(listEntry(part, position, zip64 !== undefined));
    pieces.push(bytes);
    position += bytes.length;
  }
  const entries = end.entries ?? parts.length;
  const listBytes = Buffer.concat(list);
  const wide = zip64 === undefined ? Buffer.alloc(0) : zip64End(entries, listBytes.length, position);
  const isHidden = zip64 === "instead";
  const last = fields([
    [4, 0x06054b50],
    [4, 0],
    [2, isHidden ? 0xffff : entries],
    [2, isHidden ? 0xffff : entries],
    [4, isHidden ? 0xffffffff : listBytes.length],
    [4, isHidden ? 0xffffffff : position],
    [2, end.commentBytes ?? comment.length],
  ]);
  return Buffer.concat([before, ...pieces, listBytes, wide, last, Buffer.from(comment), after]);
}

function packed({ content, isStored = false }: ZipBytesPart): { bytes: Buffer; sum: number; length: number } {
  const plain = Buffer.from(content as string);
  return { bytes: isStored ? plain : deflateRawSync(plain), sum: crc32(plain), length: plain.length };
}

function partBytes(part: ZipBytesPart): Buffer {
  const { bytes, sum, length } = packed(part);
  const name = Buffer.from(part.localName ?? part.name);
  const sizes = [sum, bytes.length, length];
  const head = fields([
    ...[[4, 0x04034b50] as const, [2, 20] as const, [2, part.flags ?? 0] as const],
    ...[[2, part.isStored ? 0 : 8] as const, [4, 0x00210000] as const],
    ...sizes.map((size) => [4, part.hasDescriptor ? 0 : size] as const),
    ...[[2, name.length] as const, [2, 0] as const],
  ]);
  const descriptor = fields([[4, 0x08074b50], ...sizes.map((size) => [4, size] as const)]);
  return Buffer.concat([head, name, bytes, part.hasDescriptor ? descriptor : Buffer.alloc(0)]);
}

function listEntry(part: ZipBytesPart, position: number, isWide: boolean): Buffer {
  const { bytes, sum, length } = packed(part);
  const name = Buffer.from(part.name);
  const [stated, size] = [part.statedBytes ?? length, part.packedBytes ?? bytes.length];
  const extra = isWide
    ? fields([
        [2, 1],
        [2, 24],
        [8, stated],
        [8, size],
        [8, position],
      ])
    : Buffer.alloc(0);
  const number = (value: number) => [4, isWide ? 0xffffffff : value] as const;
  const head = fields([
    ...[[4, 0x02014b50] as const, [2, 20] as const, [2, 20] as const, [2, part.flags ?? 0] as const],
    ...[[2, part.isStored ? 0 : 8] as const, [4, 0x00210000] as const, [4, sum] as const],
    ...[number(size), number(stated), [2, name.length] as const, [2, extra.length] as const],
    ...[[4, 0] as const, [2, 0] as const, [4, 0] as const, number(position)],
  ]);
  return Buffer.concat([head, name, extra]);
}

function zip64End(entries: number, bytes: number, position: number): Buffer {
  const end: (readonly [number, number])[] = [
    [4, 0x06064b50],
    [8, 44],
    [4, 0],
    [8, 0],
    [8, entries],
    [8, entries],
  ];
  const locator: (readonly [number, number])[] = [
    [4, 0x07064b50],
    [4, 0],
    [8, position + bytes],
    [4, 1],
  ];
  return fields([...end, [8, bytes], [8, position], ...locator]);
}

function fields(values: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const field = Buffer.alloc(8);
      field.writeBigUInt64LE(BigInt(value));
      return field.subarray(0, bytes);
    }),
  );
}
