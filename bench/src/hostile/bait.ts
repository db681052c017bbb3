import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

/** What the documents of the folder try to reach, as its README says: an address and files outside of their own folder. */
export const listenerPort = 18_765;
const markerPath = "/tmp/macro-ran";
const pictureCanary = "/tmp/lfi-canary.png";
const textCanary = "/tmp/lfi-canary.csv";
const fetchedText = "SSRF-FETCHED-CONTENT";

/** Texts that stand in a PDF only when its document reached what it must not. */
export const canaryTexts = ["root:x:0:0", "SIBLING-CANARY", fetchedText, "LFI-CSV-CANARY"];
/** A file beside each document, outside of the folder that its child may touch. */
export const siblingText = "SIBLING-CANARY\n";

export interface Bait {
  /** Requests that reached the listener. */
  readonly requests: readonly string[];
  /** Whether a macro left its marker. */
  hasMarker(): Promise<boolean>;
  remove(): Promise<void>;
}

/** Lays out files and opens the listener that hostile documents ask for; `folder` holds the picture among them. */
export async function layBait(folder: string): Promise<Bait> {
  const picture = await readFile(join(folder, "lfi-canary.png"));
  await copyFile(join(folder, "lfi-canary.png"), pictureCanary);
  await writeFile(textCanary, "LFI-CSV-CANARY,2\n");
  await rm(markerPath, { force: true });
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    requests.push(`${method} ${url}`);
    if (url.startsWith("/slow/")) return;
    if (url.startsWith("/redir/")) {
      response.writeHead(302, { location: `http://127.0.0.1:${listenerPort}/hit/redirected/x.png` }).end();
      return;
    }
    const { type, body } = answerTo(url, picture);
    response.writeHead(200, { "content-type": type, "content-length": body.length });
    response.end(method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(listenerPort, "127.0.0.1", resolve);
  });
  return {
    requests,
    hasMarker: () => readFile(markerPath).then(isThere, () => false),
    remove: async () => {
      server.closeAllConnections();
      server.close();
      for (const path of [markerPath, pictureCanary, textCanary]) await rm(path, { force: true });
    },
  };
}

const isThere = () => true;

function answerTo(url: string, picture: Buffer): { type: string; body: Buffer } {
  const text = (type: string, body: string) => ({ type, body: Buffer.from(body) });
  if (url.endsWith(".png")) return { type: "image/png", body: picture };
  if (url.endsWith(".html")) return text("text/html", `<p>${fetchedText}</p>`);
  if (url.endsWith(".fodt")) return text("application/xml", flatText(fetchedText));
  return text("text/plain", fetchedText);
}

function flatText(words: string): string {
  const namespace = "urn:oasis:names:tc:opendocument:xmlns";
  return (
    `<?xml version="1.0"?><office:document xmlns:office="${namespace}:office:1.0" xmlns:text="${namespace}:text:1.0" ` +
    'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>' +
    `<text:p>${words}</text:p></office:text></office:body></office:document>`
  );
}

/** A folder for one document with its sibling beside the folder that the child gets. */
export async function makeDocumentFolder(parent: string): Promise<string> {
  const own = join(parent, "own");
  await mkdir(own, { recursive: true, mode: 0o700 });
  await writeFile(join(parent, "sibling.txt"), siblingText);
  return own;
}
