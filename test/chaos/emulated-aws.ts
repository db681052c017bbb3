import {
  emulatedAccess,
  type FaultProxy,
  newInstallation,
  startFaultProxy,
  startMinistack,
} from "@platen/aws/test-support";

export interface EmulatedAws {
  /** The settings for programs; they connect through the proxy. */
  readonly environment: Readonly<Record<string, string>>;
  readonly proxy: FaultProxy;
  close(): Promise<void>;
}

/** An emulator with a new installation, and a proxy between it and every client that can inject faults. */
export async function startEmulatedAws(): Promise<EmulatedAws> {
  const emulator = await startMinistack();
  const proxy = await startFaultProxy(emulator.endpoint);
  const { settings } = await newInstallation(emulatedAccess(proxy));
  const environment = {
    BACKEND: "aws",
    AWS_REGION: settings.region,
    AWS_ENDPOINT_URL: proxy.endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    QUEUE_URL: settings.queueUrl,
    BUCKET: settings.bucket,
    TABLE: settings.table,
  };
  const close = async () => {
    await proxy.close();
    await emulator.stop();
  };
  return { environment, proxy, close };
}
