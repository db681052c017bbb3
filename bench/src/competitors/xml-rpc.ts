export type XmlRpcValue = string | boolean | null | readonly XmlRpcValue[];

/** Calls a method and waits until it returns; the result is ignored. Fails with the server's error message. */
export async function callXmlRpc(
  url: string,
  method: string,
  parameters: readonly XmlRpcValue[],
  timeoutMs: number,
): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "text/xml" },
    body: xmlRpcCall(method, parameters),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 200)}`);
  const fault = /<fault>[\s\S]*<name>faultString<\/name>\s*<value><string>([\s\S]*?)<\/string>/.exec(text);
  if (fault !== null) throw new Error(fault[1]?.slice(0, 200));
}

export function xmlRpcCall(method: string, parameters: readonly XmlRpcValue[]): string {
  const list = parameters.map((parameter) => `<param>${valueXml(parameter)}</param>`).join("");
  return `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${list}</params></methodCall>`;
}

function valueXml(value: XmlRpcValue): string {
  if (value === null) return "<value><nil/></value>";
  if (typeof value === "boolean") return `<value><boolean>${value ? 1 : 0}</boolean></value>`;
  if (typeof value === "string") return `<value><string>${escaped(value)}</string></value>`;
  return `<value><array><data>${value.map(valueXml).join("")}</data></array></value>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
