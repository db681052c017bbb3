/** Whether the page may ask for notifications. */
export function canNotify(): boolean {
  return typeof Notification !== "undefined" && isSecureContext;
}

/** Notifies only if the page is hidden. */
export function notifyDone(text: string): void {
  if (!document.hidden) return;
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "";
  new Notification(text, { icon });
}
