/** The whole window takes files, wherever they are let go, and says while some are held over it. */
export function catchDrops(
  onDragging: (isDragging: boolean) => void,
  onFiles: (files: File[]) => void,
): void {
  const whenFiles = (act: (event: DragEvent) => void) => (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files")) act(event);
  };
  addEventListener(
    "dragover",
    whenFiles((event) => {
      event.preventDefault();
      onDragging(true);
    }),
  );
  // Leaving an element for another one inside the window has a relatedTarget; leaving the window has none.
  addEventListener(
    "dragleave",
    whenFiles((event) => {
      if (event.relatedTarget === null) onDragging(false);
    }),
  );
  addEventListener(
    "drop",
    whenFiles((event) => {
      event.preventDefault();
      onDragging(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    }),
  );
}
