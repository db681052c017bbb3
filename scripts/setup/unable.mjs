/** Why a command cannot be run, in one line that says what to do. */
export class Unable extends Error {}
