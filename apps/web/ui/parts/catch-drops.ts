/** Accepts files dropped anywhere in the window, and reports while some are dragged over it. */
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
  // Moving to another element inside the window has a relatedTarget; leaving the window has none.
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
