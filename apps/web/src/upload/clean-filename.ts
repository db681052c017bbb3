const maxBytes = 255;

/**
 * A file name as data: NFC, without folders, without characters that control a terminal or turn the reading
 * direction (which can make `exe.pptx` of `xtpp.exe`), and at most 255 bytes with its extension kept. Empty when
 * nothing is left. Joiners stay: some scripts and emoji need them.
 */
export function cleanFilename(name: string): string {
  const last = name.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const visible = last
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  const named =
    /^\.+[^.]*$/.test(visible) && visible !== "." && visible !== ".." ? `document${visible}` : visible;
  return named === "." || named === ".." ? "" : shorten(named);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = /\.[^.]{1,20}$/.exec(name)?.[0] ?? "";
  let stem = name.slice(0, name.length - extension.length);
  const room = maxBytes - Buffer.byteLength(extension);
  while (Buffer.byteLength(stem) > room) stem = [...stem].slice(0, -1).join("");
  return `${stem}${extension}`;
}
