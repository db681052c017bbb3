const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const contentTypes = "application/vnd.openxmlformats-officedocument";

export const drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
export const relationship = `xmlns:r="${office}"`;

export function xml(body) {
  return head + body;
}

/** A part with relationships: `links` maps an id to a type and a target. */
export function relationships(links) {
  const items = Object.entries(links).map(
    ([id, [kind, target]]) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`,
  );
  return xml(`<Relationships xmlns="${packages}/relationships">${items.join("")}</Relationships>`);
}

/** `parts` maps a part to its content type, without the prefix that all office documents share. */
export function typesOf(parts) {
  const overrides = Object.entries(parts).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${contentTypes}.${type}+xml"/>`,
  );
  return xml(
    `<Types xmlns="${packages}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>' +
      `${overrides.join("")}</Types>`,
  );
}
