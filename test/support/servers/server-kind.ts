/** MariaDB and MySQL are two servers, though one protocol: what each accepts and how it fails is proven on each. */
export type ServerKind = 'mariadb' | 'mysql' | 'postgres';

export const SERVER_KINDS = ['mariadb', 'mysql', 'postgres'] as const satisfies readonly ServerKind[];

export const SERVER_NAMES: Readonly<Record<ServerKind, string>> = {
  mariadb: 'MariaDB',
  mysql: 'MySQL',
  postgres: 'PostgreSQL',
};
