import { readDockerfile } from "../../../scripts/image-trial/read-dockerfile.mjs";
import { readProjectFile } from "../../support/project-files.ts";

export interface ImageFacts {
  readonly environment: Record<string, string>;
  /** `uid:gid`. */
  readonly user: string;
  /** Folders that keep their owner and mode where a task mounts a volume of its own over them. */
  readonly volumes: Readonly<Record<string, { readonly mode: string; readonly owner: string }>>;
  /** Folders of root's that its build makes empty. */
  readonly folders: readonly string[];
}

const ids: Record<string, string> = { node: "1000:1000", root: "0:0" };

/** What the Dockerfile of an app says of the process that its image runs. */
export function readImageFacts(app: "web" | "worker" | "lambda"): ImageFacts {
  const instructions = readDockerfile(readProjectFile(`apps/${app}/Dockerfile`)).at(-1)?.instructions ?? [];
  const all = (word: string) => instructions.filter((each) => each.word === word).map(({ rest }) => rest);
  const pairs = all("ENV")
    .flatMap((rest) => rest.split(/\s+/))
    .map((pair) => pair.split("="));
  const made = /install --directory --owner=(\w+) --group=\w+ --mode=(\d+) ([^&]+)/.exec(
    all("RUN").join("\n"),
  );
  const folders = all("RUN").flatMap((rest) => [...rest.matchAll(/install --directory (\/\w+)/g)]);
  const owned = (made?.[3] ?? "").trim().split(/\s+/);
  const volumes = all("VOLUME").flatMap((rest) => JSON.parse(rest) as string[]);
  return {
    environment: Object.fromEntries(pairs),
    folders: folders.map(([, path = ""]) => path),
    user: ids[all("USER").at(-1) ?? "root"] ?? "",
    volumes: Object.fromEntries(
      volumes.map((path) => [
        path,
        owned.includes(path)
          ? { mode: made?.[2] ?? "", owner: ids[made?.[1] ?? ""] ?? "" }
          : { mode: "1777", owner: "0:0" }, // Debian's /tmp
      ]),
    ),
  };
}
