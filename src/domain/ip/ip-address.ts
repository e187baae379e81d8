const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const MAX_OCTET = 255;
const IPV4_OCTETS = 4;
const GROUP = /^[0-9a-f]{1,4}$/;
const GROUPS = 8;
const DOTTED_TAIL = /^(.*:)([\d.]+)$/;
const ZERO_RUNS = /\b0(?::0)+\b/g;
const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, MAX_OCTET, MAX_OCTET];

/** The octets of an IPv4 (4, dotted decimal) or IPv6 address (16, RFC 4291 2.2), or `undefined` where the text is neither. */
export function parseIpAddress(text: string): readonly number[] | undefined {
  return text.includes(':') ? parseIpv6(text.toLowerCase()) : parseIpv4(text);
}

/** The same, IPv4-mapped IPv6 as the IPv4 that it is, and a link-local address without its interface (RFC 4007 11). */
export function parseUnmappedIpAddress(text: string): readonly number[] | undefined {
  const octets = parseIpAddress(text.replace(/%.*$/s, ''));
  return octets && isMapped(octets) ? octets.slice(MAPPED_PREFIX.length) : octets;
}

/** Whether 16 octets are an IPv4 address in IPv6's clothes (RFC 4291 2.5.5.2). */
export function isMapped(octets: readonly number[]): boolean {
  return MAPPED_PREFIX.every((octet, at) => octets[at] === octet);
}

/** As 16 octets: IPv4 as IPv4-mapped IPv6. */
export function toIpv6Octets(octets: readonly number[]): readonly number[] {
  return octets.length === IPV4_OCTETS ? [...MAPPED_PREFIX, ...octets] : octets;
}

/** The eight groups of 16 bits that IPv6 is written in, in hexadecimal digits (RFC 4291 2.2). */
export function toIpv6Groups(octets: readonly number[]): readonly string[] {
  const groups = Array.from({ length: GROUPS }, (_, at) => (Number(octets[at * 2]) << 8) | Number(octets[at * 2 + 1]));
  return groups.map((group) => group.toString(16));
}

/** The one text of an address: dotted decimal, or RFC 5952 4. */
export function formatIpAddress(octets: readonly number[]): string {
  if (octets.length === IPV4_OCTETS) return octets.join('.');
  const text = toIpv6Groups(octets).join(':');
  let run = { 0: '', index: 0 };
  for (const each of text.matchAll(ZERO_RUNS)) if (each[0].length > run[0].length) run = each;
  if (run[0] === '') return text;
  const before = text.slice(0, run.index).replace(/:$/, '');
  const after = text.slice(run.index + run[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

/** Without leading zeros, which some read as octal. */
function parseIpv4(text: string): readonly number[] | undefined {
  const octets = text.split('.');
  const fits =
    octets.length === IPV4_OCTETS && octets.every((octet) => OCTET.test(octet) && Number(octet) <= MAX_OCTET);
  return fits ? octets.map(Number) : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const halves = withoutDots(text)
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':')));
  const missing = GROUPS - halves.flat().length;
  const fits = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0;
  if (!fits || !halves.flat().every((group) => GROUP.test(group))) return undefined;
  const [head, ...rest] = halves;
  const groups = [...(head as string[]), ...Array<string>(missing).fill('0'), ...rest.flat()];
  return groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & MAX_OCTET]);
}

/** An IPv4 address at the end as the two groups that it stands for; as it is where it is none. */
function withoutDots(text: string): string {
  const tail = DOTTED_TAIL.exec(text);
  const octets = tail && parseIpv4(String(tail[2]));
  if (!octets) return text;
  const [a, b, c, d] = octets.map((octet) => octet.toString(16).padStart(2, '0')) as [string, string, string, string];
  return `${String(tail[1])}${a}${b}:${c}${d}`;
}
