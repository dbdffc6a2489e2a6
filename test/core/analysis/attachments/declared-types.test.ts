import * as fc from "fast-check";
import {
  extensionOf,
  isExecutable,
  nameHidesType,
  surprisingUnder,
} from "../../../../src/core/analysis/attachments/declared-types.ts";
import { detectType } from "../../../../src/core/analysis/attachments/file-types.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const PROGRAM = "application/x-msdownload";

describe("a name that hides its type", () => {
  test.each([
    ["invoice.pdf.exe", null],
    ["invoice.pdf .js", null],
    ["photo\u202egpj.exe", null],
    ["plan.doc\u2066.txt", null],
    [`report.txt${" ".repeat(40)}.scr`, null],
    ["setup.exe ", null],
    ["statement.html.svg.pdf.htm", null],
    ["invoice.pdf", PROGRAM],
    ["photo.jpg", "application/x-ms-shortcut"],
  ])("%j as %s", (name, detected) => {
    expect(nameHidesType(name, detected)).toBe(true);
  });

  test.each([
    ["invoice.pdf", "application/pdf"],
    ["setup.exe", PROGRAM],
    ["v1.2.final.docx", null],
    ["archive.tar.gz", "application/gzip"],
    ["page.html", "text/html"],
    ["report.txt.pdf", "application/pdf"],
    ["notes", "text/plain"],
    ["page.html ", "text/html"],
  ])("not %j as %s", (name, detected) => {
    expect(nameHidesType(name, detected)).toBe(false);
  });

  test("what opening would run", () => {
    expect(["a.js", "a.lnk", "a.iso", "a.docx", "a.html"].map((name) => isExecutable(name, null))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(isExecutable("a.pdf", PROGRAM)).toBe(true);
  });
});

describe("content that surprises", () => {
  test.each([
    ["application/pdf", "a.pdf", "text/html", "name"],
    ["image/png", "a.png", "image/jpeg", "name"],
    ["application/pdf", null, "application/zip", "declared"],
    ["application/octet-stream", "a.pdf", "application/zip", "name"],
    ["text/plain", "a", "application/x-msdownload", "declared"],
    ["image/png", "a.png", "text/plain", "name"],
  ])("%s, %s is %s", (declared, name, detected, where) => {
    expect(surprisingUnder(declared, name, detected)).toBe(where);
  });

  test.each([
    ["image/jpg", "a.JPG", "image/jpeg"],
    ["application/octet-stream", "a.bin", "application/pdf"],
    ["application/msword", "a.doc", "application/rtf"],
    [
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "a.docx",
      "application/x-ole-storage",
    ],
    ["text/csv", "a.csv", "text/plain"],
    ["application/json", "a.json", "text/plain"],
    ["audio/mp4", "a.m4a", "video/mp4"],
    ["application/pdf", "a.pdf", null],
    ["text/plain", "a.eml", "message/rfc822"],
  ])("not %s, %s as %s", (declared, name, detected) => {
    expect(surprisingUnder(declared, name, detected)).toBeNull();
  });
});

describe("types by content", () => {
  test.each([
    ["%PDF-1.7", "application/pdf"],
    ["junk before\n%PDF-1.7", "application/pdf"],
    ["GIF89a", "image/gif"],
    ["MZ\x90", "application/x-msdownload"],
    ["\n <!DOCTYPE html><p>", "text/html"],
    ["<!-- saved --><html>", "text/html"],
    ['<?xml version="1.0"?><svg xmlns="x">', "image/svg+xml"],
    ["BEGIN:VCARD\r\n", "text/vcard"],
    ["Received: from a\r\n", "message/rfc822"],
    ["Dear all", "text/plain"],
    ["grüße", "text/plain"],
    ["-----BEGIN PGP MESSAGE-----", "application/pgp-encrypted"],
    ["\x00\x01\x02\x03", null],
    ["", null],
  ])("%j", (content, type) => {
    expect(detectType(utf8(content))).toBe(type);
  });

  test("octets that are no text", () => {
    expect(detectType(Uint8Array.from({ length: 300 }, (_, i) => 0x80 + ((i * 37) % 128)))).toBeNull();
  });

  test("any octets and names give an answer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.string(), (octets, name) => {
        const type = detectType(octets);
        nameHidesType(name, type);
        surprisingUnder("image/png", name, type);
        return extensionOf(name) === extensionOf(name).toLowerCase();
      }),
    );
  });
});
