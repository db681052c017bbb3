import { type Asked, isRecord, jsonOf } from "./finishing-fields.ts";
import type { FormValues } from "./form-values.ts";

/** What is told of the files of these names that are put into the PDF. Of others nothing can be told. */
export function embedsMetadataOf(form: FormValues, filenames: readonly string[]): Asked {
  const text = form.text("embedsMetadata");
  if (text === undefined) return {};
  const given = jsonOf(text);
  if (!isRecord(given) || !Object.values(given).every(isRecord)) {
    form.refuse(
      "embedsMetadata",
      'must be JSON such as {"a.xml": {"mimeType": "text/xml", "relationship": "Data"}}',
    );
    return {};
  }
  const told = Object.entries(given).flatMap(([name, one]) => {
    if (!filenames.includes(name) || !isRecord(one)) return [];
    const { mimeType, relationship } = one;
    return [
      [name, { ...(mimeType ? { mimeType } : {}), ...(relationship ? { relationship } : {}) }] as const,
    ];
  });
  if (told.length === 0) return {};
  return { options: { embedsMetadata: JSON.stringify(Object.fromEntries(told)) } };
}
