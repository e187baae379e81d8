import type { Handle } from './handle.js';

/**
 * Role names, which are the operator's alone. Whoever reads the mail of some of them can get a certificate for the
 * domain; the others are where the world reports trouble.
 */
const RESERVED: ReadonlySet<string> = new Set([
  // CA/Browser Forum Baseline Requirements 3.2.2.4.4: a certificate authority proves control of a domain by these.
  ...['admin', 'administrator', 'webmaster', 'hostmaster', 'postmaster'],
  // RFC 2142 3 (business), 4 (network operations), 5 (services).
  ...['info', 'marketing', 'sales', 'support', 'abuse', 'noc', 'security', 'usenet', 'news', 'www', 'uucp', 'ftp'],
  // Who mail systems themselves write as or to.
  ...['mailer-daemon', 'double-bounce', 'root'],
]);

export function isReservedHandle(handle: Handle): boolean {
  return RESERVED.has(handle.value);
}
