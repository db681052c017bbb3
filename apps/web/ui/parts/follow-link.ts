import { routeOf } from "../route.ts";

/** Goes to a page of ours without loading anew. Every other link, and every special click, stays the browser's. */
export function followLink(event: MouseEvent, navigate: (address: string) => void): void {
  const link = (event.target as Element).closest("a");
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || routeOf(link.pathname).page === "lost") return;
  event.preventDefault();
  navigate(link.pathname);
}
