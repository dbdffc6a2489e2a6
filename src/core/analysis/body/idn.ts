/** Host names as the network knows them: Punycode (RFC 3492) for labels beyond ASCII. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
/** Longer ones are no host (RFC 1035, section 2.3.4), and encoding takes time by the square of the length. */
const MAX_LABEL_CHARS = 63;
const MAX_HOST_CHARS = 253;

/**
 * The host in lower case with each label beyond ASCII as "xn--…", so that look-alike letters show. Compatibility forms
 * are folded as browsers do; a full-width or ideographic full stop is a dot (UTS #46, section 4).
 */
export function toAsciiHost(host: string): string {
  if (/^[\0-\x7f]*$/.test(host)) return host.toLowerCase();
  if (host.length > MAX_HOST_CHARS) return host.slice(0, MAX_HOST_CHARS);
  return host
    .normalize("NFKC")
    .toLowerCase()
    .split(/[.\u3002]/)
    .map((label) => (/^[\0-\x7f]*$/.test(label) ? label : `xn--${encodePunycode(label)}`))
    .join(".");
}

/** RFC 3492, section 6.3. @param label - Cut at 63 characters. */
export function encodePunycode(label: string): string {
  const points = Array.from(label.slice(0, MAX_LABEL_CHARS), (one) => one.codePointAt(0) as number);
  const basic = points.filter((point) => point < INITIAL_N);
  let out = String.fromCharCode(...basic) + (basic.length > 0 ? "-" : "");
  let handled = basic.length;
  let [n, delta, bias] = [INITIAL_N, 0, INITIAL_BIAS];
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      out += writeDelta(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return out;
}

function writeDelta(delta: number, bias: number): string {
  let out = "";
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = k <= bias ? T_MIN : Math.min(k - bias, T_MAX);
    if (rest < threshold) return out + digit(rest);
    out += digit(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 0x61 : value - 26 + 0x30);
}

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) >> 1) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
