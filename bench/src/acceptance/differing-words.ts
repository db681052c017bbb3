export interface DifferingWords {
  readonly page: number;
  /** Words of soffice's page that Platen's lacks, and the other way round. */
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
}

type Words = readonly string[];

/**
 * The pages whose words differ, whatever their order. With a second run of soffice, what differs there does not count:
 * neither the words themselves, nor, on such a page, any word with a digit, as random numbers and times have.
 */
export function differingWords(
  ours: readonly Words[],
  soffices: readonly Words[],
  again: readonly Words[] | undefined,
): DifferingWords[] {
  return soffices.flatMap((words, index) => {
    const own = ours[index] ?? [];
    const second = again?.[index] ?? words;
    const varying = new Set([...without(words, second), ...without(second, words)]);
    const counts = (word: string) => varying.size === 0 || !(varying.has(word) || /\d/.test(word));
    const lacking = without(words, own).filter(counts);
    const extra = without(own, words).filter(counts);
    return lacking.length + extra.length === 0 ? [] : [{ page: index + 1, lacking, extra }];
  });
}

/** The words that stand in one more often than in the other, so many times. */
function without(words: Words, others: Words): string[] {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}
