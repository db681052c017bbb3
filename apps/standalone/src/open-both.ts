/** Something that was opened and can be closed again. */
interface Closable {
  close(): Promise<void>;
}

/** Waits for two things that open at the same time. When one fails, the other is closed again before it tells. */
export async function openBoth<One extends Closable, Other extends Closable>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  try {
    return await Promise.all([one, other]);
  } catch (error) {
    for (const result of await Promise.allSettled([one, other])) {
      if (result.status === "fulfilled") await result.value.close();
    }
    throw error;
  }
}
