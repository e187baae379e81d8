/** By what way a change was asked for, kept with the change for the operator. Never a secret. */
export interface Origin {
  readonly keyId: number;
  /** At most 64 letters, digits, dots, underscores and hyphens. */
  readonly requestId: string;
  /** The caller's address: IPv4 in dotted decimal, or IPv6 by RFC 5952; empty if it is not known. */
  readonly ip: string;
  /** In printable ASCII, which every charset of a column has, and of 255 characters at most. */
  readonly userAgent: string;
}
