import type { Command } from 'commander';
export declare function addDomainCommands(program: Command): void;
