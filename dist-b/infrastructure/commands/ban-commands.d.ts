import { type Command } from 'commander';
export declare function addBanCommands(program: Command): void;
