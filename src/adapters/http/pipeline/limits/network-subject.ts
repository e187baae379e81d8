import { ipSubject } from './ip-subject.js';

const IPV6_GROUPS = 3;
const IPV4 = /^(\d+\.\d+\.\d+)\.\d+$/;

/**
 * The network that an address is counted with: the /48 of IPv6, which a site may have whole (RFC
 * 6177), and the /24 of IPv4, the least that is routed. What is no address is a network of its own.
 */
export function networkSubject(ip: string): string {
  const subject = ipSubject(ip);
  if (subject.endsWith('::/64')) return `${subject.split(':').slice(0, IPV6_GROUPS).join(':')}::/48`;
  return subject.replace(IPV4, '$1.0/24');
}
