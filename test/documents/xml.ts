export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Text as it may stand between tags and in attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
