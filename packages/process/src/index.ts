/**
 * The processes of this machine: what Linux says of one in `/proc`, and whether one that was noted is still alive.
 * A process is told by its id and its birth together, because ids are given out again.
 */
export { isAlive, ownIdentity, type ProcessIdentity } from "./process-identity.ts";
export { type ProcessMemory, readMemory } from "./process-memory.ts";
export {
  allProcesses,
  descendantsOf,
  type ProcessFacts,
  processTreeOf,
  readProcess,
  ticksPerSecond,
} from "./read-process.ts";
