/**
 * SQLite and the file system behind the seams of @platen/core: for one machine, with any number of processes on it.
 * For several machines use @platen/aws. Start with `open-local-backend.ts`.
 */
export { type LocalBackendOptions, openLocalBackend } from "./open-local-backend.ts";
