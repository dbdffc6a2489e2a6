/** Chooses the reader for a type. Loaded only for a message with an attachment that one of them reads. */
import { describeImage } from "./image.ts";
import type { Description } from "./metadata-list.ts";
import { describeArchive, describeCompound } from "./office.ts";
import { describePdf } from "./pdf.ts";
import { describeContentLines, describeMail, describeRtf, describeWebPage } from "./text-files.ts";

type Reader = (octets: Uint8Array) => Description | Promise<Description>;

const READERS: Readonly<Record<string, Reader>> = {
  "application/zip": describeArchive,
  "application/x-ole-storage": describeCompound,
  "application/pdf": describePdf,
  "image/jpeg": describeImage,
  "image/png": describeImage,
  "image/tiff": describeImage,
  "image/webp": describeImage,
  "image/heic": describeImage,
  "image/avif": describeImage,
  "text/calendar": describeContentLines,
  "text/vcard": describeContentLines,
  "application/rtf": describeRtf,
  "text/html": describeWebPage,
  "image/svg+xml": describeWebPage,
  "message/rfc822": describeMail,
};

const UNREADABLE: Description = { type: null, metadata: [], warnings: ["unreadable"] };

/** @returns What the file tells; a file that makes its reader fail is "unreadable". */
export async function describe(type: string, octets: Uint8Array): Promise<Description> {
  try {
    return (await READERS[type]?.(octets)) ?? { type: null, metadata: [], warnings: [] };
  } catch {
    return UNREADABLE;
  }
}
