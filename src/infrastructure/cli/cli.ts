import { Command, CommanderError } from 'commander';
import { endOnBrokenOutput } from '../process/broken-output.js';
import { addAliasCommands } from './commands/alias-commands.js';
import { addBanCommands } from './commands/ban-commands.js';
import { addDatabaseCommands } from './commands/database-commands.js';
import { addDomainCommands } from './commands/domain-commands.js';
import { addKeyCommands } from './commands/key-commands.js';
import { addOwnerCommands } from './commands/owner-commands.js';
import { loadSettings } from '../settings/config.js';
import { printError } from './print.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs one command and returns the exit code: 0, 1 where it failed or was refused, 2 where it was not understood. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  endOnBrokenOutput();
  try {
    await buildProgram().parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed what it had to say; asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    printError(error instanceof Error ? error.message : String(error));
    return EXIT_FAILED;
  }
}

function buildProgram(): Command {
  const program = new Command('postern').description('the alias API for the mail server you already run');
  // Before any command is added: each inherits it.
  program.exitOverride().showHelpAfterError('(--help says what fits)');
  program
    .command('serve')
    .description('serve the HTTP API until SIGTERM or SIGINT')
    .action(async () => {
      // What only the service takes is loaded for it alone.
      const { runService } = await import('../process/run-service.js');
      await runService(loadSettings());
    });
  addDatabaseCommands(program);
  addDomainCommands(program);
  addKeyCommands(program);
  addAliasCommands(program);
  addBanCommands(program);
  addOwnerCommands(program);
  return program;
}
