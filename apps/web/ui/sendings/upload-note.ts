/** What an entry of the browser's session history keeps across a reload. */
type Note = { readonly uploading?: string } | null;

/** Notes in this entry of the session history whether no file of the sending has been accepted yet. */
export function noteUpload(sendingId: string, isUploadingOnly: boolean): void {
  if (isUploadingOnly === isUploading(sendingId)) return;
  history.replaceState(isUploadingOnly ? { uploading: sendingId } : null, "");
}

/** Whether this entry was left, or loaded anew, before the server had accepted a file of the sending. */
export function isUploading(sendingId: string): boolean {
  return (history.state as Note)?.uploading === sendingId;
}
