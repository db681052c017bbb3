/** Whether this browser lets this page ask for notifications. */
export function canNotify(): boolean {
  return typeof Notification !== "undefined" && isSecureContext;
}

/** Only for a person who is looking elsewhere. */
export function notifyDone(text: string): void {
  if (!document.hidden) return;
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "";
  new Notification(text, { icon });
}
