import type { DialectName } from '../../connections/dialect.js';
import type { PostfixMap } from '../mail-schema.js';
import { postfixKeys } from '../../postfix/postfix-keys.js';

/**
 * The questions of PostfixAdmin's own documentation, but that an alias counts on a served domain alone: Postfix asks its alias maps
 * about every address that passes through. Domains are mailbox domains, for PostfixAdmin's may have mailboxes.
 */
export function postfixadminMaps(dialect: DialectName): readonly PostfixMap[] {
  const [on, off] = dialect === 'postgres' ? ['true', 'false'] : ['1', '0'];
  const { whole, localPart, domain, concat, differ, returned, unexpired } = postfixKeys(dialect);
  const isServed = `d.active=${on} AND d.backupmx=${off}`;
  const served = `JOIN domain d ON d.domain=${domain} AND ${isServed}`;
  const throughTarget = (address: string) =>
    `SELECT ${returned('a.goto')} FROM alias_domain t ${served} ` +
    `JOIN alias a ON a.address=${address} AND a.active=${on} WHERE t.alias_domain=${domain} AND t.active=${on} AND ${unexpired(address)}`;
  return [
    {
      name: 'postern-domains',
      parameter: 'virtual_mailbox_domains',
      query: `SELECT d.domain FROM domain d WHERE d.domain=${whole} AND ${isServed}`,
    },
    {
      name: 'postern-mailboxes',
      parameter: 'virtual_mailbox_maps',
      query:
        `SELECT ${returned('m.maildir')} FROM mailbox m ${served} ` + `WHERE m.username=${whole} AND m.active=${on}`,
    },
    {
      name: 'postern-aliases',
      parameter: 'virtual_alias_maps',
      query:
        `SELECT ${returned('a.goto')} FROM alias a ${served} ` +
        `WHERE a.address=${whole} AND a.active=${on} AND ${unexpired(whole)}`,
    },
    {
      name: 'postern-alias-domains',
      parameter: 'virtual_alias_maps',
      query: throughTarget(concat(localPart, "'@'", 't.target_domain')),
    },
    // Behind all that PostfixAdmin has for the address, active or not; before its catch-alls.
    {
      name: 'postern-handles',
      parameter: 'virtual_alias_maps',
      query:
        `SELECT h.owner_email FROM postern_handle h ${served} ` +
        `WHERE h.handle=${localPart} AND h.active=1 ` +
        `AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.address=${whole} AND ${differ('a.goto', 'h.owner_email')})`,
    },
    {
      name: 'postern-alias-domain-catch-alls',
      parameter: 'virtual_alias_maps',
      query: throughTarget(concat("'@'", 't.target_domain')),
    },
  ];
}
