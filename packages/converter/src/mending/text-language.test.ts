import assert from "node:assert/strict";
import { it } from "node:test";
import { textOf } from "./part-reader.ts";
import { defaultLanguage, NamedLanguages } from "./text-language.ts";

const part = (xml: string) => textOf(Buffer.from(xml));

it("is the one that most of the text names", () => {
  const languages = new NamedLanguages();
  assert.equal(languages.most, undefined);
  languages.add(part('<a:rPr lang="en-US"/><a:rPr lang="de-DE" altLang="en-US"/><a:rPr lang="x\\y"/>'));
  languages.add(part('<a:rPr dirty="0" lang="de-DE"/><a:rPr lang="'));
  assert.equal(languages.most, "de-DE");
});

it("is that of what has no style in OpenDocument", () => {
  const style = (family: string, language: string) =>
    `<style:default-style style:family="${family}"><style:text-properties ${language}/></style:default-style>`;
  const french = 'fo:language="fr" fo:country="CA"';
  assert.equal(defaultLanguage(part(style("graphic", french))), "fr-CA");
  assert.equal(defaultLanguage(part(style("graphic", 'fo:language="eo"'))), "eo");
  for (const xml of [style("paragraph", french), style("graphic", 'fo:language="none" fo:country="none"')])
    assert.equal(defaultLanguage(part(xml)), undefined, xml);
});
