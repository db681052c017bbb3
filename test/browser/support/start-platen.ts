import { Installation } from "../../support/installation.ts";

export interface Platen {
  readonly address: string;
  close(): Promise<void>;
}

/** The real program with real LibreOffice, in a separate process with temporary folders. `close` removes both. */
export async function startPlaten(settings: Record<string, string> = {}): Promise<Platen> {
  const installation = await Installation.open({ DRAIN_MS: "0", ...settings });
  const close = () => installation.close();
  try {
    const { url } = await installation.start("standalone");
    return { address: url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
