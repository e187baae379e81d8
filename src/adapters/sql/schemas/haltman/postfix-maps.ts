import type { DialectName } from '../../connections/dialect.js';
import type { PostfixMap } from '../mail-schema.js';
import { postfixKeys } from '../../postfix/postfix-keys.js';

/** Handles before aliases: who takes a handle takes it on every domain. */
export function haltmanMaps(dialect: DialectName): readonly PostfixMap[] {
  const { whole, localPart, domain, returned, unexpired } = postfixKeys(dialect);
  const served = `JOIN domain d ON d.name=${domain} AND d.active=1`;
  return [
    {
      name: 'postern-domains',
      parameter: 'virtual_alias_domains',
      query: `SELECT name FROM domain WHERE name=${whole} AND active=1`,
    },
    {
      name: 'postern-handles',
      parameter: 'virtual_alias_maps',
      query:
        `SELECT ${returned('h.address')} FROM alias_handle h ${served} ` +
        `WHERE h.handle=${localPart} AND h.active=1 AND h.address IS NOT NULL`,
    },
    {
      name: 'postern-aliases',
      parameter: 'virtual_alias_maps',
      query:
        `SELECT ${returned('a.goto')} FROM alias a ${served} ` +
        `WHERE a.address=${whole} AND a.active=1 AND ${unexpired(whole)}`,
    },
  ];
}
