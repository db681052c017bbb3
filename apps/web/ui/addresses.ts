/** Scripts always lie in `assets` below the page's own place, which may be a folder of a larger site. */
export function placeOf(script: string): string {
  const { protocol, pathname } = new URL(script);
  const end = pathname.lastIndexOf("/assets/");
  return protocol.startsWith("http") && end >= 0 ? pathname.slice(0, end + 1) : "/";
}

const place = placeOf(import.meta.url);

/** Every address that the page asks or links to: `path` is counted from the page's own place. */
export function addressOf(path: string): string {
  return place + path.replace(/^\//, "");
}

/** The path below the page's own place, with a slash in front; undefined for whatever lies elsewhere. */
export function pathBelow(pathname: string): string | undefined {
  return pathname.startsWith(place) ? pathname.slice(place.length - 1) : undefined;
}

export function resultAddress(jobId: string): string {
  return addressOf(`v1/jobs/${encodeURIComponent(jobId)}/result`);
}

export function thumbnailAddress(jobId: string): string {
  return addressOf(`v1/jobs/${encodeURIComponent(jobId)}/thumbnail`);
}
