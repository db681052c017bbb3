import type { EventDeliveries } from "@platen/aws";
import { awsSettingsOf } from "./aws-backend-settings.ts";
import type { BackendSettings } from "./backend-settings.ts";

/** For a worker that is handed its messages instead of asking for them; there is such a queue only on AWS. */
export async function openEventDeliveries(settings: BackendSettings): Promise<EventDeliveries> {
  const aws = await import("@platen/aws");
  return aws.openEventDeliveries(awsSettingsOf(settings));
}
