import { describeWith } from '../describe-with.js';
import type { NeedName } from '../need-names.js';
import type { MapType } from './postfix-missing.js';

/** A suite that starts a private Postfix, with maps of these types, and needs these besides. */
export function describeWithPostfix(
  name: string,
  mapTypes: readonly MapType[],
  body: () => void,
  needs: readonly NeedName[] = [],
): void {
  describeWith(['postfix', ...mapTypes.map((type) => `postfix-${type}` as const), ...needs], name, body);
}
