import type { DatabaseKind } from '../foreign/installations.js';

/**
 * A map's query as Postfix asks it for a key, or `undefined` if it does not ask (mysql_table(5)). It quotes by the database's own
 * library: for MySQL what has a meaning in a literal gets a backslash, for the others a quote is doubled.
 */
export function expandQuery(kind: DatabaseKind, query: string, key: string): string | undefined {
  const at = key.lastIndexOf('@');
  const localPart = at === -1 ? key : key.slice(0, at);
  const domain = at === -1 ? '' : key.slice(at + 1);
  if ((query.includes('%u') && localPart === '') || (query.includes('%d') && domain === '')) return undefined;
  const parts: Readonly<Record<string, string>> = { '%s': key, '%u': localPart, '%d': domain, '%%': '%' };
  return query.replace(/%./g, (part) => (part === '%%' ? '%' : quote(kind, parts[part] ?? '')));
}

function quote(kind: DatabaseKind, text: string): string {
  return kind === 'mariadb' || kind === 'mysql' ? text.replace(/['"\\]/g, '\\$&') : text.replaceAll("'", "''");
}
