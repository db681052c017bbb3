import { routeOf } from "../route.ts";

/** Opens a page of this app without a reload. All other links and clicks with modifier keys are left to the browser. */
export function followLink(event: MouseEvent, navigate: (address: string) => void): void {
  const link = (event.target as Element).closest("a");
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || routeOf(link.pathname).page === "unknown" || link.hash) return;
  event.preventDefault();
  navigate(link.pathname);
}
