import { readFile } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";
import { newPageFile, type PageFile, type PageFiles } from "./page-files.ts";

export const languages = ["en", "es", "de", "fr", "pt"] as const;

const uiFolder = fileURLToPath(new URL("../../ui/", import.meta.url));

/**
 * Makes the page from its sources in memory: script and styles bundled and named by their content, so that browsers
 * keep them for ever, and the shell once for each language. Takes some tenths of a second and leaves no process.
 */
export async function bundlePage(folder: string = uiFolder): Promise<PageFiles> {
  const template = await readFile(join(folder, "index.html"), "utf8");
  const assets = new Map<string, PageFile>();
  const paths = new Map<string, string>();
  for (const [name, path, content] of await bundled(folder)) {
    assets.set(path, await newPageFile(path, content));
    if (name !== undefined) paths.set(`/assets/${name}`, path);
  }
  for (const [placeholder] of template.matchAll(/\/assets\/[\w.-]+/g)) {
    if (paths.has(placeholder)) continue;
    const file = await newPageFile(placeholder, await readFile(join(folder, basename(placeholder))));
    const extension = extname(placeholder);
    const path = `${placeholder.slice(0, -extension.length)}-${file.hash.slice(0, 8)}${extension}`;
    assets.set(path, file);
    paths.set(placeholder, path);
  }
  const html = template.replaceAll(
    /\/assets\/[\w.-]+/g,
    (placeholder) => paths.get(placeholder) ?? placeholder,
  );
  const shells = new Map<string, PageFile>();
  for (const language of languages) {
    // The texts of the language are fetched along with the script, which would else ask for them only once it runs.
    const texts = paths.get(`/assets/${language}.js`);
    const preload = texts === undefined ? "" : `<link rel="modulepreload" href="${texts}">`;
    const shell = html
      .replace(/<html lang="[^"]*"/, `<html lang="${language}"`)
      .replace("</head>", `${preload}</head>`);
    shells.set(language, await newPageFile("index.html", shell));
  }
  return { shells, assets };
}

/** What esbuild made: the name that the template uses for it, if any, its path and its content. */
async function bundled(
  folder: string,
): Promise<[name: string | undefined, path: string, content: Uint8Array][]> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ["main.ts", "main.css"],
    outdir: "assets",
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    splitting: true,
    publicPath: "/assets",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022", "safari16"],
    loader: { ".svg": "file", ".woff2": "file", ".png": "file" },
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
    write: false,
  });
  await stop(); // otherwise its process stays for the next build, which never comes
  return outputFiles.map(({ path, contents }) => {
    const output = relative(folder, path);
    const entry = metafile.outputs[output]?.entryPoint;
    const name = entry === undefined ? undefined : `${basename(entry, extname(entry))}${extname(path)}`;
    return [name, `/assets/${basename(path)}`, contents];
  });
}
