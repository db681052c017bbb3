#!/usr/bin/env bash
# The package chardet for Node goes by the sequences of letters of each language. In a table of single words there are
# few: Russian in Windows-1251 comes back as ISO-8859-8, which is Hebrew, before Windows-1251. And it knows no code page of
# MS-DOS: German in code page 850 is called Windows-1252, with more confidence than German that is in Windows-1252. So
# its first answer is no encoding to decode a file with; whether the letters that come out make sense has to be looked at.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . chardet@2.2.0
node - <<'NODE'
const { analyse } = require("chardet");
const { version } = require("chardet/package.json");

// "Имя;Город;Сумма", "Иван;Москва;100" and "Мария;Казань;200", each with an end of line.
const table = "c8ecff3bc3eef0eee43bd1f3ecece00ac8e2e0ed3bcceef1eae2e03b3130300acce0f0e8ff3bcae0e7e0edfc3b3230300a";
const german = (u, ss, oe, ae) =>
  Buffer.from(`Gr${u}${ss}e aus M${u}nchen. Die Stra${ss}e ist sch${oe}n, und ${ae}pfel gibt es ${u}berall.`, "latin1");
const texts = {
  "a Russian table in Windows-1251": Buffer.from(table, "hex"),
  "German in Windows-1252": german("\xfc", "\xdf", "\xf6", "\xc4"),
  "German in code page 850": german("\x81", "\xe1", "\x94", "\x8e"),
};
console.log(`chardet ${version} on Node ${process.version}`);
const found = Object.entries(texts).map(([name, bytes]) => {
  const [first, second] = analyse(bytes);
  console.log(`${name}: ${first.name} (${first.confidence}), then ${second.name} (${second.confidence})`);
  return first;
});
const [russian, windows, dos] = found;
const isAsDescribed =
  russian.name !== "windows-1251" && dos.name === "windows-1252" && dos.confidence > windows.confidence;
console.log(isAsDescribed ? "as described" : "no longer as described");
process.exitCode = isAsDescribed ? 0 : 1;
NODE
