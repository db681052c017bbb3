import { execa } from "execa";

/** A language of each script stands for it: fontconfig knows which letters the language needs. */
const scripts = [
  { name: "Greek", language: "el", debianPackage: "fonts-noto-core" },
  { name: "Cyrillic", language: "ru", debianPackage: "fonts-noto-core" },
  { name: "Hebrew", language: "he", debianPackage: "fonts-noto-core" },
  { name: "Arabic", language: "ar", debianPackage: "fonts-noto-core" },
  { name: "Devanagari", language: "hi", debianPackage: "fonts-noto-core" },
  { name: "Bengali", language: "bn", debianPackage: "fonts-noto-core" },
  { name: "Tamil", language: "ta", debianPackage: "fonts-noto-core" },
  { name: "Telugu", language: "te", debianPackage: "fonts-noto-core" },
  { name: "Gujarati", language: "gu", debianPackage: "fonts-noto-core" },
  { name: "Kannada", language: "kn", debianPackage: "fonts-noto-core" },
  { name: "Malayalam", language: "ml", debianPackage: "fonts-noto-core" },
  { name: "Gurmukhi", language: "pa", debianPackage: "fonts-noto-core" },
  { name: "Sinhala", language: "si", debianPackage: "fonts-noto-core" },
  { name: "Thai", language: "th", debianPackage: "fonts-noto-core" },
  { name: "Lao", language: "lo", debianPackage: "fonts-noto-core" },
  { name: "Khmer", language: "km", debianPackage: "fonts-noto-core" },
  { name: "Burmese", language: "my", debianPackage: "fonts-noto-core" },
  { name: "Tibetan", language: "bo", debianPackage: "fonts-noto-core" },
  { name: "Ethiopic", language: "am", debianPackage: "fonts-noto-core" },
  { name: "Armenian", language: "hy", debianPackage: "fonts-noto-core" },
  { name: "Georgian", language: "ka", debianPackage: "fonts-noto-core" },
  { name: "Oriya", language: "or", debianPackage: "fonts-noto-core" },
  { name: "Thaana", language: "dv", debianPackage: "fonts-noto-core" },
  { name: "Syriac", language: "syr", debianPackage: "fonts-noto-core" },
  { name: "Mongolian", language: "mn-cn", debianPackage: "fonts-noto-core" },
  { name: "Yi", language: "ii", debianPackage: "fonts-noto-core" },
  { name: "Cherokee", language: "chr", debianPackage: "fonts-noto-core" },
  { name: "Canadian syllabics", language: "iu", debianPackage: "fonts-noto-core" },
  { name: "N’Ko", language: "nqo", debianPackage: "fonts-noto-core" },
  { name: "Tifinagh", language: "ber-ma", debianPackage: "fonts-noto-core" },
  { name: "mathematical letters", language: "und-zmth", debianPackage: "fonts-noto-core" },
  { name: "Chinese", language: "zh-cn", debianPackage: "fonts-noto-cjk" },
  { name: "Japanese", language: "ja", debianPackage: "fonts-noto-cjk" },
  { name: "Korean", language: "ko", debianPackage: "fonts-noto-cjk" },
  { name: "emoji", language: "und-zsye", debianPackage: "fonts-symbola" },
] as const;

/** A sign that every font for emoji has: fontconfig's own list of them is that of coloured fonts. */
const emoji = "1f600";

/** A line for each package that would bring scripts of which no installed font has the letters. */
export async function missingScriptLines(list = listLanguages): Promise<string[]> {
  const languages = await list();
  if (languages === undefined) return [];
  const missing = scripts.filter(({ language }) => !languages.has(language));
  const packages = [...new Set(missing.map(({ debianPackage }) => debianPackage))];
  return packages.map((debianPackage) => {
    const names = missing.filter((script) => script.debianPackage === debianPackage).map(({ name }) => name);
    return `no font for   ${names.join(", ")}: shown as boxes; apt-get install ${debianPackage}`;
  });
}

/** Undefined where fontconfig's own tools are not installed. */
async function listLanguages(): Promise<ReadonlySet<string> | undefined> {
  const options = { reject: false, timeout: 20_000 } as const;
  const all = await execa("fc-list", ["-f", "%{lang}|", ":"], options);
  const withEmoji = await execa("fc-list", [`:charset=${emoji}`, "family"], options);
  if (all.failed || withEmoji.failed) return undefined;
  const languages = new Set(all.stdout.split("|"));
  if (withEmoji.stdout.trim() !== "") languages.add("und-zsye");
  return languages;
}
