import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isPublicAddress } from "./is-public.ts";

describe("isPublicAddress", () => {
  it("takes addresses of the internet", () => {
    for (const address of ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8"])
      assert.equal(isPublicAddress(address), true, address);
  });

  it("refuses this machine, private and shared networks, links, and what is reserved", () => {
    for (const address of [
      ...["127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255"],
      ...["192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1"],
      ...["198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
      ...["::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1", "1000::1"],
      ...["2001:db8::1", "3fff::1", "168.63.129.16", "::ffff:168.63.129.16"],
    ])
      assert.equal(isPublicAddress(address), false, address);
  });

  it("refuses what stands for another address", () => {
    for (const address of [
      ...["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1"],
      ...["2002:7f00:1::", "2001::1"],
    ])
      assert.equal(isPublicAddress(address), false, address);
  });

  it("refuses what is no address", () => {
    for (const address of ["", "example.com", "1.2.3.4.5", "fe80::1%eth0"])
      assert.equal(isPublicAddress(address), false, address);
  });
});
