import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { zipSync, zlibSync, strToU8 } from "fflate";
import { analyseAttachments } from "../../../../src/core/analysis/attachments/analyse-attachments.ts";
import type { AttachmentRecord } from "../../../../src/core/analysis/types.ts";
import { concatOctets, toBase64, toHex, utf8 } from "../../../../src/core/base/bytes.ts";
import { sha256, webCryptoHash } from "../../../../src/core/base/digest.ts";
import { readHeaderFields } from "../../../../src/core/mail/header-fields.ts";
import { readMimeTree } from "../../../../src/core/mail/mime-tree.ts";
import { compound, doc, docx, odt, PDF, photograph, propertySet } from "./files.ts";

function mailWith(...parts: readonly string[]): Uint8Array {
  const text = "Content-Type: text/plain\r\n\r\nHello";
  return utf8(
    [
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
      ...[text, ...parts].map((part) => `--b\r\n${part}`),
      "--b--\r\n",
    ].join("\r\n"),
  );
}

function part(name: string, type: string, content: Uint8Array): string {
  return `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${toBase64(content)}`;
}

function analyse(message: Uint8Array): Promise<readonly AttachmentRecord[]> {
  return analyseAttachments(message, readMimeTree(message, readHeaderFields(message)), webCryptoHash);
}

async function analyseFile(name: string, type: string, content: Uint8Array): Promise<AttachmentRecord> {
  return (await analyse(mailWith(part(name, type, content))))[0] as AttachmentRecord;
}

function values(record: AttachmentRecord, key: string): string[] {
  return record.metadata.filter((one) => one.key === key).map(({ value }) => value);
}

const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

describe("which parts are attachments", () => {
  test("text that is read is none; a name, a disposition or another type makes one", async () => {
    const records = await analyse(
      mailWith(
        "Content-Type: text/html\r\n\r\n<p>x",
        "Content-Type: text/plain; name=notes.txt\r\n\r\nnotes",
        "Content-Type: image/gif\r\nContent-Disposition: inline\r\n\r\nGIF89a",
      ),
    );
    expect(records.map(({ name, declaredType, octets }) => [name, declaredType, octets])).toEqual([
      ["notes.txt", "text/plain", 5],
      [null, "image/gif", 6],
    ]);
  });

  test("hash and octets are of the decoded content; the basis is the part", async () => {
    const message = mailWith(part("a.pdf", "application/pdf", PDF));
    const [record] = await analyse(message);
    expect(record?.sha256).toBe(toHex(await sha256(PDF)));
    expect(record?.octets).toBe(PDF.length);
    const { offset = 0, octets = 0 } = record?.basis ?? {};
    expect(new TextDecoder().decode(message.subarray(offset, offset + octets))).toBe(
      part("a.pdf", "application/pdf", PDF),
    );
  });

  test("a mail within the mail, and what is attached to it", async () => {
    const inner = new TextDecoder().decode(mailWith(part("a.pdf", "application/pdf", PDF)));
    const records = await analyse(
      mailWith(
        `Content-Type: message/rfc822\r\n\r\nFrom: A <a@inner.example>\r\n${inner.replaceAll("--b", "--c").replace("boundary=b", "boundary=c")}`,
      ),
    );
    expect(records.map(({ declaredType }) => declaredType)).toEqual(["message/rfc822", "application/pdf"]);
    expect(values(records[0] as AttachmentRecord, "from")).toEqual(["A <a@inner.example>"]);
  });

  test("a mail without one costs no digest", async () => {
    const message = utf8("Subject: x\r\n\r\nHello");
    const hash = jest.fn();
    expect(await analyseAttachments(message, readMimeTree(message, readHeaderFields(message)), hash)).toEqual(
      [],
    );
    expect(hash).not.toHaveBeenCalled();
  });
});

describe("people in office documents", () => {
  test("ECMA-376: properties, comments, tracked changes, sessions", async () => {
    const record = await analyseFile("a.docx", DOCX_TYPE, docx());
    expect(record.detectedType).toBe(DOCX_TYPE);
    expect(record.warnings).toEqual([]);
    expect(Object.fromEntries(record.metadata.map(({ key, value }) => [key, value]))).toEqual({
      title: "Offer & more",
      author: "A. Example",
      "last-saved-by": "B. Example",
      revision: "7",
      created: "2026-11-03T12:00:00Z",
      template: "Normal.dotm",
      company: "Example B.V.",
      application: "Microsoft Office Word",
      "change-author": "C. Example",
      "comment-author": "D. Example",
      "editing-sessions": "2",
    });
  });

  test("macros are said, and the type is the one with macros", async () => {
    const file = docx({ "word/vbaProject.bin": new Uint8Array(9) });
    const record = await analyseFile("a.docm", "application/octet-stream", file);
    expect(record.warnings).toEqual(["macro"]);
    expect(record.detectedType).toBe("application/vnd.ms-word.document.macroEnabled.12");
  });

  test("ODF 1.3: meta.xml and mimetype", async () => {
    const record = await analyseFile("a.odt", "application/vnd.oasis.opendocument.text", odt());
    expect(record.detectedType).toBe("application/vnd.oasis.opendocument.text");
    expect(values(record, "author")).toEqual(["A. Example", "B. Example"]);
  });

  test("MS-OLEPS: a document that cfb wrote", async () => {
    const record = await analyseFile("a.doc", "application/msword", doc());
    expect(record.detectedType).toBe("application/msword");
    expect(record.warnings).toEqual(["macro"]);
    expect(Object.fromEntries(record.metadata.map(({ key, value }) => [key, value]))).toEqual({
      author: "A. Example",
      "last-saved-by": "B. Example",
      application: "Microsoft Office Word",
      created: "2026-11-03T12:00:00.000Z",
      manager: "M. Example",
      company: "Example B.V.",
    });
  });

  test("MS-OLEPS: a long property set lies in ordinary sectors", async () => {
    const file = compound({
      "\x05SummaryInformation": propertySet({ 2: "x".repeat(6000), 4: "A. Example" }),
    });
    expect(values(await analyseFile("a.doc", "application/msword", file), "author")).toEqual(["A. Example"]);
  });

  test("an encrypted document is a compound file with EncryptedPackage", async () => {
    const record = await analyseFile("a.docx", DOCX_TYPE, compound({ EncryptedPackage: new Uint8Array(20) }));
    expect(record.warnings).toEqual(["encrypted"]);
  });
});

describe("people in other files", () => {
  test("Exif: place, device, moment", async () => {
    const record = await analyseFile("a.jpg", "image/jpeg", photograph());
    expect(Object.fromEntries(record.metadata.map(({ key, value }) => [key, value]))).toEqual({
      "camera-make": "ExampleCam",
      "camera-model": "X-1",
      "camera-serial": "SN-0042",
      author: "A. Example",
      "taken-at-local": "2026:11:03 12:34:56",
      "taken-at-zone": "+01:00",
      place: "52.090000, 4.300000",
    });
  });

  test("Exif: in Node's own modules too, where the library has other exports than in Jest's", () => {
    const script = `
      import { describeImage } from "./src/core/analysis/attachments/image.ts";
      const { metadata } = await describeImage(Buffer.from(process.argv[1], "hex"));
      console.log(metadata.find(({ key }) => key === "place").value);`;
    const run = ["--input-type=module-typescript", "-e", script, toHex(photograph())];
    const printed = execFileSync(process.execPath, run, { encoding: "utf8" });
    expect(printed.trim()).toBe("52.090000, 4.300000");
  });

  test("ISO 32000-1: Info dictionary, escapes, dates, identifiers", async () => {
    const record = await analyseFile("a.pdf", "application/pdf", PDF);
    expect(Object.fromEntries(record.metadata.map(({ key, value }) => [key, value]))).toEqual({
      author: "A. (B) Example",
      application: "Write",
      producer: "ExamplePDF 1.0",
      created: "2026-11-03T12:34:56+01:00",
      "file-id": "00112233445566778899aabbccddeeff",
      "file-id-changed": "00112233445566778899aabbccddee00",
    });
  });

  test("ISO 32000-1, section 7.5.7: an Info dictionary in a compressed object stream", async () => {
    const stream = zlibSync(utf8("1 0 << /Author (A. Example) >>"));
    const pdf = concatOctets([
      utf8("%PDF-1.5\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>>\nstream\n"),
      stream,
      utf8("\nendstream endobj"),
    ]);
    expect(values(await analyseFile("a.pdf", "application/pdf", pdf), "author")).toEqual(["A. Example"]);
  });

  test("a PDF's own encryption and scripts are said", async () => {
    const locked = utf8("%PDF-1.4\n1 0 obj << /Author (noise) >> trailer << /Encrypt 5 0 R >>");
    const record = await analyseFile("a.pdf", "application/pdf", locked);
    expect([record.warnings, record.metadata]).toEqual([["encrypted"], []]);
    const script = utf8("%PDF-1.4\n1 0 obj << /S /JavaScript /JS (x) >>");
    expect((await analyseFile("a.pdf", "application/pdf", script)).warnings).toEqual(["active-content"]);
  });

  test("RFC 5545: organizer and attendees", async () => {
    const record = await analyseFile(
      "a.ics",
      "text/calendar",
      utf8(
        'BEGIN:VCALENDAR\r\nORGANIZER;CN="A. Example":mailto:a@e.example\r\nATTENDEE:mailto:b@e.\r\n example\r\n',
      ),
    );
    expect([values(record, "organizer"), values(record, "attendee")]).toEqual([
      ["A. Example <a@e.example>"],
      ["b@e.example"],
    ]);
  });

  test("RTF: author and operator", async () => {
    const rtf = utf8("{\\rtf1{\\info{\\author A. Ex\\'e4mple}{\\operator B. Example}}}");
    const record = await analyseFile("a.rtf", "application/rtf", rtf);
    expect([values(record, "author"), values(record, "last-saved-by")]).toEqual([
      ["A. Exämple"],
      ["B. Example"],
    ]);
  });

  test("APPNOTE: names and comment of an archive, and one that is encrypted", async () => {
    const zip = zipSync({ "users/example/plan.txt": strToU8("x") });
    const record = await analyseFile("a.zip", "application/zip", zip);
    expect(values(record, "entry")).toEqual(["users/example/plan.txt"]);
    const locked = zip.slice();
    const central = locked.findIndex(
      (_, i) => locked[i] === 0x50 && locked[i + 1] === 0x4b && locked[i + 2] === 1,
    );
    locked[central + 8] = (locked[central + 8] as number) | 1;
    expect((await analyseFile("a.zip", "application/zip", locked)).warnings).toEqual(["encrypted"]);
  });
});

describe("hostile files", () => {
  test("a bomb is cut at the limit", async () => {
    const bomb = docx({ "docProps/custom.xml": new Uint8Array(60 * 1024 * 1024) });
    const record = await analyseFile("a.docx", DOCX_TYPE, bomb);
    expect(values(record, "author")).toEqual(["A. Example"]);
  });

  test("broken containers are unreadable", async () => {
    const zip = await analyseFile("a.zip", "application/zip", utf8("PK\x03\x04broken"));
    expect(zip.warnings).toEqual(["unreadable"]);
    const ole = await analyseFile("a.doc", "application/msword", doc().subarray(0, 100));
    expect(ole.warnings).toEqual(["unreadable"]);
  });

  test("more than the limit of attachments", async () => {
    const one = "Content-Type: image/gif\r\n\r\nGIF89a";
    const records = await analyse(mailWith(...Array.from({ length: 300 }, () => one)));
    expect(records.length).toBe(200);
    expect(records[199]?.warnings).toEqual(["too-many"]);
  });

  test("changed octets of every format give a bounded record and never a throw", async () => {
    const files = [docx(), odt(), doc(), photograph(), PDF];
    const change = fc.record({ at: fc.nat(), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { maxLength: 12 }),
        fc.nat(),
        async (file, changes, cut) => {
          const octets = file.slice(0, cut % 3 === 0 ? cut % file.length : file.length);
          for (const { at, value } of changes) octets[at % file.length] = value;
          const record = await analyseFile("a.bin", "application/octet-stream", octets);
          expect(record.octets).toBe(octets.length);
          expect(record.metadata.length).toBeLessThanOrEqual(80);
          expect(record.metadata.every(({ value }) => value.length <= 300 && value.isWellFormed())).toBe(
            true,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
