/** Looks an address up in a sorted table of ranges, "first,last,number,name" a line, without reading the whole of it. */

export interface RangeRow {
  readonly number: number;
  readonly name: string;
}

export interface AddressRanges {
  /** @param address - As a number: 32 bits for IPv4, 128 for IPv6. */
  find(address: bigint): RangeRow | null;
}

const LF = 0x0a;
/** Longer lines are none of such a table. */
const MAX_LINE = 2000;

/**
 * Halves the octets, not the lines: some twenty lines are read for half a million.
 *
 * @param octets - UTF-8, lines sorted by their first number and not overlapping. What is malformed is not found.
 */
export function addressRanges(octets: Uint8Array): AddressRanges {
  const decoder = new TextDecoder();
  return { find };

  function find(address: bigint): RangeRow | null {
    let low = 0;
    let high = octets.length;
    while (low < high) {
      const start = lineStart((low + high) >> 1);
      const end = lineEnd(start);
      const row = /^(\d{1,39}),(\d{1,39}),(\d{1,10}),(.*?)\r?$/.exec(
        decoder.decode(octets.subarray(start, Math.min(end, start + MAX_LINE))),
      );
      if (row === null) return null;
      if (address < BigInt(row[1] as string)) high = start;
      else if (address > BigInt(row[2] as string)) low = end + 1;
      else return { number: Number(row[3]), name: unquoted(row[4] as string) };
    }
    return null;
  }

  function lineStart(from: number): number {
    return from === 0 ? 0 : octets.lastIndexOf(LF, from - 1) + 1;
  }

  function lineEnd(from: number): number {
    const end = octets.indexOf(LF, from);
    return end < 0 ? octets.length : end;
  }
}

/** RFC 4180, section 2. */
function unquoted(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') && cell.length > 1
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell;
}
