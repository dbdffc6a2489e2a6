import * as fc from "fast-check";
import { addressInName, hintsOfName } from "../../../../src/core/analysis/network/rdns.ts";

test.each([
  ["hex", "5ed409dc.cable.ziggo.nl", "94.212.9.220", "hex", "agrees"],
  ["hex, reversed", "dc09d45e.dsl.example.net", "94.212.9.220", "hex", "agrees"],
  ["hyphens", "94-212-9-220.example.net", "94.212.9.220", "decimal", "agrees"],
  ["dots", "host.94.212.9.220.example.net", "94.212.9.220", "decimal", "agrees"],
  ["reversed", "220.9.212.94.example.net", "94.212.9.220", "decimal", "agrees"],
  ["reversed, hyphens", "x-220-9-212-94.example.net", "94.212.9.220", "decimal", "agrees"],
  ["zeros in front", "094-212-009-220.example.net", "94.212.9.220", "decimal", "agrees"],
  ["twelve digits", "a094212009220.example.net", "94.212.9.220", "decimal", "agrees"],
  ["a number too many", "ec2-94-212-9-220.example.net", "94.212.9.220", "decimal", "agrees"],
  ["another address", "94-212-9-221.example.net", "94.212.9.220", "decimal", "contradicts"],
  ["another last octet in hex", "5ed409dd.example.net", "94.212.9.220", "hex", "contradicts"],
])("FORENSICS 2.3: %s", (_, name, ip, form, verdict) => {
  expect(addressInName(name, ip)).toEqual({ form, verdict });
});

test.each([
  ["hex digits of something else", "deadbeef.example.net"],
  ["three numbers", "cable-52-51-72.example.net"],
  ["numbers that are no octets", "300-400-500-600.example.net"],
  ["five numbers, none fitting", "1-2-3-4-5.example.net"],
  ["no numbers", "mail.example.net"],
])("carries none: %s", (_, name) => {
  expect(addressInName(name, "94.212.9.220")).toBeNull();
});

test.each([
  ["5ed409dc.cable.example.nl", ["hex-rdns", "dynamic-rdns"]],
  ["94-212-9-220.static.example.net", []],
  ["94-212-9-220.example.net", ["dynamic-rdns"]],
  ["dsl.example.net", ["dynamic-rdns"]],
  ["mail-ed1-f41.google.com", ["provider-relay"]],
  ["ec2-94-212-9-220.compute-1.amazonaws.com", ["cloud"]],
  ["94-212-9-221.pool.example.net", ["rdns-contradicts", "dynamic-rdns"]],
  ["amazonaws.com.evil.test", []],
  [null, []],
])("hints of %p", (name, hints) => {
  expect(hintsOfName(name, "94.212.9.220")).toEqual(hints);
});

test("every address is found in each form of it", () => {
  fc.assert(
    fc.property(fc.ipV4(), (ip) => {
      const octets = ip.split(".");
      const hex = octets.map((octet) => Number(octet).toString(16).padStart(2, "0")).join("");
      for (const label of [
        hex,
        octets.join("-"),
        octets.toReversed().join("."),
        octets.map((o) => o.padStart(3, "0")).join(""),
      ])
        expect(addressInName(`${label}.example.net`, ip)?.verdict).toBe("agrees");
    }),
  );
});

test("never throws and stays linear", () => {
  fc.assert(fc.property(fc.string(), (name) => void hintsOfName(name, "192.0.2.1")));
  for (const part of ["1-", "1.", "a", "0", "-"])
    expect(hintsOfName(part.repeat(500_000), "192.0.2.1")).toEqual([]);
});
