/** Names and addresses of this machine itself (RFC 1122 3.2.1.3, RFC 4291 2.5.3, RFC 6761 6.3). */
const LOOPBACK = /^(?:localhost|(?:[\w-]+\.)+localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

const PARAMETER = 'tls';

/**
 * How far a mail server's certificate is trusted, by the words of Postfix's smtp_tls_security_level: `may` takes any certificate, and goes
 * on in the clear without STARTTLS; `verify` wants one that an authority vouches for, if there is TLS.
 */
const MODES = ['may', 'verify'] as const;

/** What the URL says in `?tls=`; `undefined` if it is neither of the modes. By default `may` on this machine, else `verify`. */
export function smtpTlsMode(url: URL): (typeof MODES)[number] | undefined {
  const named = url.searchParams.get(PARAMETER);
  // Nobody is between us and our own machine, and Debian's Postfix has a certificate that it signed itself.
  if (named === null) return LOOPBACK.test(url.hostname) ? 'may' : 'verify';
  return MODES.find((mode) => mode === named);
}

/** Nodemailer's options for a URL, without the parameter that is ours. */
export function smtpSecurity(text: string): { readonly url: string; readonly tls: { rejectUnauthorized: boolean } } {
  const url = new URL(text);
  const rejectUnauthorized = smtpTlsMode(url) !== 'may';
  url.searchParams.delete(PARAMETER);
  return { url: url.href, tls: { rejectUnauthorized } };
}
