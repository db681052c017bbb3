/** Passes for an Office file at first sight, and tells the converter in memory what to do. */
export function officeFile(instructions = ""): Buffer {
  return Buffer.concat([
    Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0]),
    Buffer.from(` ${instructions}`),
  ]);
}

export interface FormRequest {
  readonly method: "POST";
  readonly payload: Buffer;
  readonly headers: Record<string, string>;
}

type Entry = readonly [
  name: string,
  value:
    | string
    | { readonly filename: string; readonly content: Uint8Array | string; readonly mediaType?: string },
];

/** A multipart request with its fields and files in this order. */
export async function formOf(
  entries: readonly Entry[],
  headers: Record<string, string> = {},
): Promise<FormRequest> {
  const form = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, blobOf(value), value.filename);
  }
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  const payload = Buffer.from(await encoded.arrayBuffer());
  return { method: "POST", payload, headers: { "content-type": type, ...headers } };
}

function blobOf({ content, mediaType = "" }: { content: Uint8Array | string; mediaType?: string }): Blob {
  return new Blob([new Uint8Array(Buffer.from(content))], { type: mediaType });
}

/** A form with one Office file. */
export function deckForm(
  {
    instructions = "",
    filename = "deck.pptx",
    fields = {},
  }: { instructions?: string; filename?: string; fields?: Record<string, string> } = {},
  headers: Record<string, string> = {},
): Promise<FormRequest> {
  return formOf(
    [...Object.entries(fields), ["file", { filename, content: officeFile(instructions) }]],
    headers,
  );
}
