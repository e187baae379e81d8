import { isIPv4 } from 'node:net';
import { formatIpAddress, parseUnmappedIpAddress } from '../../../../domain/ip/ip-address.js';
import type { Context } from '../context.js';

/**
 * The longest that an address is written, in quotes, in brackets, with an interface and a port;
 * with room to spare.
 */
const MAX_LENGTH = 100;
/**
 * Spellings that are remembered, as an IPv6 address takes some microseconds to read; then all are
 * forgotten.
 */
const MAX_KNOWN = 1_000;
const QUOTED = /^"(.*)"$/;
const IPV6_IN_BRACKETS = /^\[(.*)\](?::\d{1,5})?$/;
const IPV4_WITH_PORT = /^([\d.]+):\d{1,5}$/;

/**
 * Says the caller's address in its one spelling: dotted decimal, or RFC 5952; IPv4-mapped IPv6 is
 * IPv4.
 *
 * Proxies write addresses in many ways: with a port, in brackets, in quotes (RFC 7239 6). An entry
 * of `X-Forwarded-For` that is no address (`unknown`, `_hidden`) says nothing of the caller, so the
 * address of the peer counts.
 */
export function callerIps(): (ctx: Context) => string {
  const known = new Map<string, string | undefined>();
  const canonical = (text: string): string | undefined => {
    // The spelling of nearly all, and there is no other that Node.js takes for IPv4.
    if (isIPv4(text)) return text;
    if (text === '' || text.length > MAX_LENGTH) return undefined;
    if (known.has(text)) return known.get(text);
    if (known.size >= MAX_KNOWN) known.clear();
    const octets = parseUnmappedIpAddress(bare(text.trim()));
    const ip = octets && formatIpAddress(octets);
    known.set(text, ip);
    return ip;
  };
  return function callerIp(ctx) {
    const [forwarded = ''] = ctx.ips;
    return canonical(forwarded) ?? canonical(ctx.req.socket.remoteAddress ?? '') ?? '';
  };
}

function bare(text: string): string {
  const unquoted = QUOTED.exec(text)?.[1] ?? text;
  return IPV6_IN_BRACKETS.exec(unquoted)?.[1] ?? IPV4_WITH_PORT.exec(unquoted)?.[1] ?? unquoted;
}
