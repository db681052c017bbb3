import assert from "node:assert/strict";
import { it } from "node:test";
import { trustedProxies } from "./trusted-proxies.ts";

it("trusts the addresses and ranges that are named, also where they come as IPv6", () => {
  const trusts = trustedProxies("loopback, 10.1.0.0/16,192.0.2.7, 2001:db8::/32");
  for (const address of [
    "127.0.0.1",
    "127.8.8.8",
    "::1",
    "10.1.2.3",
    "::ffff:10.1.2.3",
    "192.0.2.7",
    "2001:db8::9",
  ])
    assert.ok(trusts(address), address);
  for (const address of ["10.2.0.1", "192.0.2.8", "::ffff:10.2.0.1", "2001:db9::1", "", "name", undefined])
    assert.ok(!trusts(address), address);
  assert.ok(!trustedProxies("")("127.0.0.1"));
});

it("says what is no address", () => {
  for (const wrong of ["proxy.example", "10.0.0.0/33", "::/129", "10.0.0.0/x", "1"])
    assert.throws(() => trustedProxies(wrong), /TRUST_PROXY has/, wrong);
});
