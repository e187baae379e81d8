import { canonicalHostName, type HostNameError } from './addresses/host-name.js';
import { ok, type Result } from './result.js';

export type AliasSiteError = HostNameError;

/**
 * The site that an alias is used at: a host name in lower case, Unicode ones in A-labels (see the DomainEncoding port). One label
 * (`localhost`) and an IPv4 address in dotted decimal are host names too.
 */
export class AliasSite {
  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  static parse(text: string): Result<AliasSite, AliasSiteError> {
    const name = canonicalHostName(text);
    return name.ok ? ok(new AliasSite(name.value)) : name;
  }
}
