import type { Handle } from './handle.js';

/** Whom Postfix's own mails are from: who has one of these names reads what bounces twice. */
export const POSTFIX_SENDERS = ['mailer-daemon', 'double-bounce'] as const;

/**
 * Role names, which are the operator's alone. Whoever reads the mail of some of them can get a certificate for the
 * domain; the others are where the world reports trouble.
 */
const RESERVED: ReadonlySet<string> = new Set([
  // CA/Browser Forum Baseline Requirements 3.2.2.4.4: a certificate authority proves control of a domain by these.
  ...['admin', 'administrator', 'webmaster', 'hostmaster', 'postmaster'],
  // RFC 2142 3 (business), 4 (network operations), 5 (services).
  ...['info', 'marketing', 'sales', 'support', 'abuse', 'noc', 'security', 'usenet', 'news', 'www', 'uucp', 'ftp'],
  // Postfix itself (bounce(8), mail_owner, default_privs), and what Debian sends as: cron and most daemons, at(1), web servers, logcheck.
  ...POSTFIX_SENDERS,
  ...['postfix', 'nobody', 'root', 'daemon', 'www-data', 'logcheck'],
]);

export function isReservedHandle(handle: Handle): boolean {
  return RESERVED.has(handle.value);
}
