import { isIP } from 'node:net';
const MAX_LENGTH = 64;
const GROUPS = 8;
const NETWORK_GROUPS = 4;
/** Whom an address is counted as: IPv6 by its /64, which one subscriber has whole (RFC 6177); IPv4-mapped IPv6 (RFC 4291 2.5.5.2) as IPv4. */
export function ipSubject(ip) {
    const address = ip.replace(/%.*$/, '');
    // A proxy may forward anything; what is no address is counted as it is written.
    if (isIP(address) !== 6)
        return ip.slice(0, MAX_LENGTH);
    const groups = groupsOf(address);
    const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
    if (mapped)
        return groups
            .slice(6)
            .flatMap((group) => [group >> 8, group & 0xff])
            .join('.');
    return `${groups
        .slice(0, NETWORK_GROUPS)
        .map((group) => group.toString(16))
        .join(':')}::/64`;
}
/** The URL standard's parser writes every form the same way, without dotted decimals. */
function groupsOf(address) {
    const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
    const [head = '', tail] = canonical.split('::');
    const read = (part) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
    const [before, after] = [read(head), read(tail ?? '')];
    return [...before, ...Array(GROUPS - before.length - after.length).fill(0), ...after];
}
