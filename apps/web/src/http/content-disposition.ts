/** The name that a client gave to its body, from the extended form where there is one; undefined without any. */
export function filenameOf(header: string | undefined): string | undefined {
  const parameters = parametersOf(header ?? "");
  const extendedName = parameters.get("filename*");
  const [charset, , encoded] = extendedName?.split("'", 3) ?? [];
  if (charset?.toLowerCase() === "utf-8" && encoded) return decoded(encoded);
  return parameters.get("filename");
}

/**
 * What follows the first semicolon, names in lower case; the first of a name counts. Reads from left to right and
 * never goes back.
 */
function parametersOf(header: string): Map<string, string> {
  const parameters = new Map<string, string>();
  let at = header.indexOf(";");
  while (at >= 0) {
    const end = endOfParameter(header, at + 1);
    const parameter = header.slice(at + 1, end);
    const equals = parameter.indexOf("=");
    const name = parameter.slice(0, Math.max(0, equals)).trim().toLowerCase();
    if (!parameters.has(name)) parameters.set(name, unquoted(parameter.slice(equals + 1).trim()));
    at = header[end] === ";" ? end : -1;
  }
  return parameters;
}

/** The next semicolon outside quotation marks, or the end. */
function endOfParameter(header: string, start: number): number {
  let isQuoted = false;
  for (let at = start; at < header.length; at += 1) {
    const character = header[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (character === "\\" && isQuoted) at += 1;
    else if (character === ";" && !isQuoted) return at;
  }
  return header.length;
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.slice(1, text.endsWith('"') ? -1 : undefined).replace(/\\(.)/g, "$1");
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // not what RFC 8187 describes: as if the name were not there
  }
}
