import type { Command } from 'commander';
import type { Installation } from '../installation.js';

interface CommandGroup {
  readonly name: string;
  readonly description: string;
  /** Returns what adds its commands to it. */
  readonly load: () => Promise<(group: Command, installation: Installation) => void>;
}

/** In the order of the help. Each is loaded only if it is named. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  {
    name: 'domain',
    description: 'the domains that are served',
    load: async () => (await import('./domain-commands.js')).addDomainCommands,
  },
  {
    name: 'key',
    description: 'the keys that callers show',
    load: async () => (await import('./key-commands.js')).addKeyCommands,
  },
  {
    name: 'alias',
    description: 'the addresses that are given out',
    load: async () => (await import('./alias-commands.js')).addAliasCommands,
  },
  {
    name: 'ban',
    description: 'who gets no aliases and no keys here',
    load: async () => (await import('./ban-commands.js')).addBanCommands,
  },
  {
    name: 'owner',
    description: 'how many aliases, handles and keys an owner may have',
    load: async () => (await import('./owner-commands.js')).addOwnerCommands,
  },
];
