import { Buffer } from 'node:buffer';
import { isIPv4, isIPv6 } from 'node:net';
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
const GROUPS = 8;
/** An address as 16 octets, IPv4 as IPv4-mapped IPv6 (RFC 4291 2.5.5.2); `null` for what is no address. */
export function ipBytes(ip) {
    if (isIPv4(ip))
        return Buffer.from([...MAPPED, ...ip.split('.').map(Number)]);
    if (!isIPv6(ip))
        return null;
    const [address = ''] = ip.split('%', 1);
    // What stands behind the last colon may be IPv4 (RFC 4291 2.2): two groups in four decimal octets.
    const tail = address.slice(address.lastIndexOf(':') + 1);
    const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number);
    const plain = isIPv4(tail)
        ? `${address.slice(0, -tail.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
        : address;
    const [head = '', rest] = plain.split('::');
    const before = head === '' ? [] : head.split(':');
    const after = rest === undefined || rest === '' ? [] : rest.split(':');
    const zeros = Array.from({ length: GROUPS - before.length - after.length }, () => '0');
    const groups = [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
    return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}
