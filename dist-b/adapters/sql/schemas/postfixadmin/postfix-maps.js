/**
 * The questions of PostfixAdmin's own documentation, but that an alias counts on a served domain alone: Postfix asks its alias maps
 * about every address that passes through. Domains are mailbox domains, for PostfixAdmin's may have mailboxes.
 */
export function postfixadminMaps(dialect) {
    const [on, off] = dialect === 'postgres' ? ['true', 'false'] : ['1', '0'];
    const concat = (...parts) => dialect === 'mysql' ? `CONCAT(${parts.join(', ')})` : parts.join(' || ');
    const served = `d.active=${on} AND d.backupmx=${off}`;
    const throughTarget = (address) => `SELECT a.goto FROM alias_domain t JOIN domain d ON d.domain='%d' AND ${served} ` +
        `JOIN alias a ON a.address=${address} AND a.active=${on} WHERE t.alias_domain='%d' AND t.active=${on}`;
    return [
        {
            name: 'postern-domains',
            parameter: 'virtual_mailbox_domains',
            query: `SELECT d.domain FROM domain d WHERE d.domain='%s' AND ${served}`,
        },
        {
            name: 'postern-mailboxes',
            parameter: 'virtual_mailbox_maps',
            query: `SELECT m.maildir FROM mailbox m JOIN domain d ON d.domain='%d' AND ${served} ` +
                `WHERE m.username='%s' AND m.active=${on}`,
        },
        {
            name: 'postern-aliases',
            parameter: 'virtual_alias_maps',
            query: `SELECT a.goto FROM alias a JOIN domain d ON d.domain='%d' AND ${served} ` +
                `WHERE a.address='%s' AND a.active=${on}`,
        },
        {
            name: 'postern-alias-domains',
            parameter: 'virtual_alias_maps',
            query: throughTarget(concat("'%u'", "'@'", 't.target_domain')),
        },
        // Behind all that PostfixAdmin has for the address, active or not; before its catch-alls.
        {
            name: 'postern-handles',
            parameter: 'virtual_alias_maps',
            query: `SELECT h.owner_email FROM postern_handle h JOIN domain d ON d.domain='%d' AND ${served} ` +
                `WHERE h.handle='%u' AND h.active=1 ` +
                `AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.address='%s' AND a.goto<>h.owner_email)`,
        },
        {
            name: 'postern-alias-domain-catch-alls',
            parameter: 'virtual_alias_maps',
            query: throughTarget(concat("'@'", 't.target_domain')),
        },
    ];
}
