// Receives Platen's callbacks: node examples/webhook-receiver.mjs PORT SECRET
// Submit with -F callbackUrl=http://THIS-MACHINE:PORT/ ; GET /v1/callback-secret gives the SECRET.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const [port = "8080", secret = ""] = process.argv.slice(2);
const key = Buffer.from(secret.replace("whsec_", ""), "base64");
const toleranceSeconds = 300;
/** A message may come more than once. In a real program this is a table with the id as its key. */
const seen = new Set();

createServer(async (request, response) => {
  let body = "";
  for await (const piece of request.setEncoding("utf8")) {
    body += piece;
    if (body.length > 1_000_000) return request.destroy();
  }
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  const id = request.headers["webhook-id"];
  if (!seen.has(id)) {
    const { type, data } = JSON.parse(body);
    console.log(`${type} ${data.id} ${data.result?.filename ?? data.error?.code}`);
    seen.add(id);
  }
  // Only now: any other answer, or none, and the message comes again.
  response.writeHead(204).end();
}).listen(Number(port), "127.0.0.1", () => console.log("listening"));

/**
 * Standard Webhooks: an HMAC of id, time and body, each of the signatures in the header being enough.
 * @param {Record<string, any>} headers
 * @param {string} body
 */
function isGenuine(headers, body) {
  const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signatures = "" } = headers;
  if (Math.abs(Date.now() / 1_000 - Number(time)) > toleranceSeconds) return false;
  const expected = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest();
  return signatures.split(" ").some((/** @type {string} */ signature) => {
    const given = Buffer.from(signature.replace("v1,", ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
