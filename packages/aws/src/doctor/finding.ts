/** What the doctor found out about one promise that an installation has to keep. */
export interface Finding {
  readonly isSound: boolean;
  /** What is, and where it is not sound, what to do. */
  readonly text: string;
}

export const sound = (text: string): Finding => ({ isSound: true, text });
export const wrong = (text: string): Finding => ({ isSound: false, text });

/** The one finding or the other, by a fact. */
export function found(isSound: boolean, texts: { sound: string; wrong: string }): Finding {
  return isSound ? sound(texts.sound) : wrong(texts.wrong);
}
