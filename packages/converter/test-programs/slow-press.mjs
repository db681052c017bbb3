#!/usr/bin/env node
// Stands in for the press: a child that is canceled is told to end and never does, as one that waits for a disk; with
// SILENT in the order's source it is not even told. Other documents are converted when the next order comes.
import { createInterface } from "node:readline";

/** @param {object} event */
const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const nothing = {
  detail: "",
  kind: "",
  signal: 0,
  exitStatus: 0,
  wallMs: 0,
  cpuMs: 0,
  peakBytes: 0,
  slides: 0,
};

let isSilent = false;
for await (const line of createInterface({ input: process.stdin })) {
  const { command, id, source } = JSON.parse(line);
  if (command === "start") say({ event: "ready", libreOffice: "0", layers: [], missing: [] });
  if (command === "convert" && source === "silent") isSilent = true;
  if (command === "convert") say({ event: "started", id, processId: 1 });
  if (command === "cancel" && !isSilent) say({ event: "ending", id, outcome: "canceled" });
  if (command === "finish")
    say({
      event: "ended",
      id: source,
      outcome: "converted",
      ...nothing,
      hasThumbnail: false,
      replacedFonts: [],
    });
}
