import { readFileSync } from 'node:fs';

/**
 * How many connections to a port of this machine some process still holds (proc_net_tcp(5)). One that was closed has no inode any
 * more; one that merely took leave (FIN_WAIT) keeps it until the other side answers.
 */
export function heldSocketsTo(port: number): number {
  const hexadecimal = port.toString(16).toUpperCase().padStart(4, '0');
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , remote, , , , , , , inode]) => remote?.endsWith(`:${hexadecimal}`) && inode !== '0').length;
}
