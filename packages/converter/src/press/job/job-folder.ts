import { chmod, chown, copyFile, link, lstat, mkdir, opendir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Everything of one document that its child may touch. */
export interface JobFolder {
  readonly path: string;
  /** The user that the child becomes, where it can have one of its own; the folder is that user's then. */
  readonly userId: number | undefined;
}

export const resultPrefix = "result";
export const passwordName = "password";
/** As the press knows it. No source is called so, since each has an extension. */
export const stepsName = "steps";

/**
 * A file of ours in the folder of a source that may be called as it is. The result lies beside the source, so that
 * links to its neighbours stay what they were.
 */
export function nameBeside(source: string, own: string): string {
  return source === own ? `other-${own}` : own;
}

/** Makes the folder below the conversion's own, for nobody but the child. */
export async function makeJobFolder(parent: string, userId: number | undefined): Promise<JobFolder> {
  const folder = { path: join(parent, "press"), userId };
  await mkdir(folder.path, { mode: 0o700 });
  return folder;
}

/** Puts the source in: without a copy where that is as good. */
export async function placeSource(folder: JobFolder, from: string, name: string): Promise<void> {
  const to = join(folder.path, name);
  if (await isLinkable(folder, from)) {
    const isLinked = await link(from, to).then(
      () => true,
      () => false,
    );
    if (isLinked) return;
  }
  await copyFile(from, to);
  await chmod(to, 0o600);
}

/** A link shares owner and rights with the original: the child must be able to read it and be given nothing. */
async function isLinkable({ userId }: JobFolder, from: string): Promise<boolean> {
  const { uid, mode } = await stat(from);
  return userId === undefined && uid === process.getuid?.() && (mode & 0o400) !== 0;
}

export async function placePassword(folder: JobFolder, name: string, password: string): Promise<void> {
  await writeFile(join(folder.path, name), password, { mode: 0o600 });
}

export async function placeSteps(folder: JobFolder, text: string): Promise<void> {
  await writeFile(join(folder.path, stepsName), text, { mode: 0o600 });
}

/** The last step: from here on the folder is the child's. Only this process's group can still enter it. */
export async function giveToChild(folder: JobFolder, names: readonly string[]): Promise<void> {
  const { userId } = folder;
  if (userId === undefined) return;
  for (const name of names) await chown(join(folder.path, name), userId, userId);
  await chown(folder.path, userId, process.getgid?.() ?? 0);
  await chmod(folder.path, 0o710);
}

/** What the child left; none when it is no plain file: a link would lead out of its jail. */
export async function leftByChild(folder: JobFolder, name: string): Promise<[] | [string]> {
  const path = join(folder.path, name);
  const facts = await lstat(path).catch(() => undefined);
  return facts?.isFile() && facts.nlink === 1 && facts.size > 0 ? [path] : [];
}

/** A document has few sheets or pictures; a child that it controls may leave any number of files. */
const mostFiles = 10_000;

/** All plain files that the child left whose names begin so; none where they are too many. */
export async function allLeftByChild(folder: JobFolder, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of await opendir(folder.path)) {
    if (names.push(name) > mostFiles) return [];
  }
  const left = names.filter((name) => name.startsWith(prefix)).map((name) => leftByChild(folder, name));
  return (await Promise.all(left)).flat();
}
