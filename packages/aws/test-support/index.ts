/** An emulated AWS, what stands between it and its clients, and installations on it: for tests of whole systems. */
export { awsPlace, emulatedAccess } from "./aws-place.ts";
export { environmentOf } from "./environment-of.ts";
export { type Fault, type FaultProxy, forward, startFaultProxy } from "./fault-proxy.ts";
export { type NewInstallation, newInstallation } from "./new-installation.ts";
export { receiveAsLambda } from "./receive-as-lambda.ts";
export { startMinistack } from "./start-ministack.ts";
