/** Who was elected for something that one program alone should do, and for how long. */
export const turns = `
CREATE TABLE turns (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
