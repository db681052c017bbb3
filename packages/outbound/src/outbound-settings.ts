import { type Static, Type } from "typebox";

/** Where Platen may go by itself. The same for all programs of one installation. */
export const outboundSettings = Type.Object({
  allow: Type.String({
    variable: "OUTBOUND_ALLOW",
    default: "public",
    description:
      "Where callbacks and documents by address may be: public for every public address, host names, *.names, addresses and ranges, with commas; empty for nowhere. What a name stands for is trusted whatever its address is.",
  }),
});

export type OutboundSettings = Static<typeof outboundSettings>;
