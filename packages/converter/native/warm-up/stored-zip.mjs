/** A zip archive with uncompressed entries: the same bytes on every machine. */
export function storedZip(entries) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content);
    const path = Buffer.from(name);
    const facts = factsOf(data, path);
    bodies.push(Buffer.concat([Buffer.from("PK\x03\x04"), facts, path, data]));
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), facts, place, path]));
    offset += bodies.at(-1).length;
  }
  return Buffer.concat([...bodies, ...directory, endOf(directory, offset)]);
}

/** What an entry and its line in the directory have in common. */
function factsOf(data, path) {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  // The first day that a zip archive can name: 1 January 1980.
  facts.writeUInt16LE(33, 8);
  facts.writeUInt32LE(checksum(data), 10);
  facts.writeUInt32LE(data.length, 14);
  facts.writeUInt32LE(data.length, 18);
  facts.writeUInt16LE(path.length, 22);
  return facts;
}

function endOf(directory, offset) {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** CRC-32 as zip wants it; Node has its own only from 20.15 on. */
function checksum(data) {
  let value = 0xffffffff;
  for (const byte of data) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}
