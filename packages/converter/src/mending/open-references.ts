import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Of OpenDocument: each kind of reference, with what it can lead to and the attribute that names that. */
const targets: Readonly<Record<string, readonly [attribute: string, ...elements: string[]]>> = {
  "text:bookmark-ref": ["name", "text:bookmark", "text:bookmark-start"],
  "text:reference-ref": ["name", "text:reference-mark", "text:reference-mark-start"],
  "text:note-ref": ["id", "text:note"],
  "text:sequence-ref": ["ref-name", "text:sequence"],
};
const targetElements = new Map(
  Object.entries(targets).flatMap(([kind, [attribute, ...elements]]) =>
    elements.map((element) => [element, { kind, attribute }] as const),
  ),
);

/** What a reference shows is at most so long. */
const maxElementLetters = 4_000;

/** The places of an OpenDocument text to which a reference can lead. */
export class ReferenceTargets {
  readonly #found = new Set<string>();

  /** Reads one more part, in one pass from left to right. */
  add(xml: string): void {
    visitStartTags(xml, (tag) => {
      const target = targetElements.get(tag.fullName);
      if (target !== undefined) this.#found.add(keyOf(target.kind, tag.attribute(target.attribute)));
    });
  }

  /**
   * Leaves of references that lead nowhere only what they show, where LibreOffice prints an error. Takes a part, in one
   * pass from left to right; undefined where there is nothing to change.
   */
  withSavedReferences(xml: string): string | undefined {
    const edits: XmlEdit[] = [];
    visitStartTags(xml, (tag) => {
      if (!Object.hasOwn(targets, tag.fullName)) return;
      if (!this.#found.has(keyOf(tag.fullName, tag.attribute("ref-name"))))
        edits.push(...unwrapped(xml, tag));
    });
    return edited(xml, edits);
  }
}

function keyOf(kind: string, name: string | undefined): string {
  return `${kind} ${name}`;
}

function unwrapped(xml: string, tag: StartTag): XmlEdit[] {
  const start = { at: tag.start, to: tag.end, text: "" };
  if (xml[tag.end - 2] === "/") return [start];
  const end = `</${tag.fullName}>`;
  const close = xml.slice(tag.end, tag.end + maxElementLetters).indexOf(end);
  if (close === -1) return [];
  const at = tag.end + close;
  return [start, { at, to: at + end.length, text: "" }];
}
