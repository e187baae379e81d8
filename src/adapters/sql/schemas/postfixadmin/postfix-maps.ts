import type { DialectName } from '../../dialects/dialect.js';
import type { PostfixMap } from '../mail-schema.js';

/**
 * The questions of PostfixAdmin's own documentation, but that an alias counts on a served domain alone: Postfix asks its alias maps
 * about every address that passes through. Domains are mailbox domains, for PostfixAdmin's may have mailboxes.
 */
export function postfixadminMaps(dialect: DialectName): readonly PostfixMap[] {
  const [on, off] = dialect === 'postgres' ? ['true', 'false'] : ['1', '0'];
  const twin = dialect === 'mysql' ? "CONCAT('%u', '@', t.target_domain)" : "'%u' || '@' || t.target_domain";
  const served = `d.active=${on} AND d.backupmx=${off}`;
  const target = `alias_domain t JOIN domain d ON d.domain=t.target_domain AND ${served}`;
  return [
    {
      name: 'postern-domains',
      parameter: 'virtual_mailbox_domains',
      query: `SELECT d.domain FROM domain d WHERE d.domain='%s' AND ${served}`,
    },
    {
      name: 'postern-mailboxes',
      parameter: 'virtual_mailbox_maps',
      query:
        `SELECT m.maildir FROM mailbox m JOIN domain d ON d.domain='%d' AND ${served} ` +
        `WHERE m.username='%s' AND m.active=${on}`,
    },
    {
      name: 'postern-aliases',
      parameter: 'virtual_alias_maps',
      query:
        `SELECT a.goto FROM alias a JOIN domain d ON d.domain='%d' AND ${served} ` +
        `WHERE a.address='%s' AND a.active=${on}`,
    },
    {
      name: 'postern-alias-domains',
      parameter: 'virtual_alias_maps',
      query:
        `SELECT a.goto FROM ${target} JOIN alias a ON a.address=${twin} AND a.active=${on} ` +
        `WHERE t.alias_domain='%d' AND t.active=${on}`,
    },
  ];
}
