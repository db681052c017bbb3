import { filesOfDrop } from "./files-of-drop.ts";

/** Accepts files that are dropped anywhere in the window or pasted, and reports while some are dragged over it. */
export function catchFiles(
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
      if (event.dataTransfer) void filesOfDrop(event.dataTransfer).then(onFiles);
    }),
  );
  addEventListener("paste", ({ clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
}
