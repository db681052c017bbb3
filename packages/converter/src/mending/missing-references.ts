import { type StartTag, visitStartTags } from "../preflight/xml-tags.ts";

/** Of Word: a field that shows something of another place, with the name of that place. */
const reference = /^\s*(?:PAGE|NOTE)?REF\s+"?([^\s"\\]+)/i;

/** The bookmarks of a Word document to which a reference can lead: of those that have no end LibreOffice makes none. */
export class Bookmarks {
  readonly #names = new Map<string, string>();
  readonly #ended = new Set<string>();

  /** Reads one more part, in one pass from left to right. */
  add(xml: string): void {
    visitStartTags(xml, (tag) => {
      if (tag.name === "bookmarkStart") this.#start(tag);
      else if (tag.name === "bookmarkEnd") this.#ended.add(tag.attribute("id") ?? "");
    });
  }

  #start(tag: StartTag): void {
    const name = tag.attribute("name");
    if (name !== undefined) this.#names.set(name, tag.attribute("id") ?? "");
  }

  /** Whether a field refers to a bookmark that is not there. LibreOffice prints an error then, Word what was saved. */
  isMissedBy(instruction: string): boolean {
    const name = referredBookmark(instruction);
    if (name === undefined) return false;
    const id = this.#names.get(name);
    return id === undefined || !this.#ended.has(id);
  }
}

/** The bookmark to which a field refers; undefined for any other field. */
export function referredBookmark(instruction: string): string | undefined {
  return reference.exec(instruction.replaceAll("&quot;", '"'))?.[1];
}
