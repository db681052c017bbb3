import type { EventDeliveries } from "@platen/aws";
import type { BackendSettings } from "./backend-settings.ts";

/** For a worker that is handed its messages instead of asking for them; there is such a queue only on AWS. */
export async function openEventDeliveries({ aws }: BackendSettings): Promise<EventDeliveries> {
  const { openEventDeliveries: open } = await import("@platen/aws");
  return open(aws);
}
