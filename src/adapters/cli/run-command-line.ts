import { Command, CommanderError } from 'commander';
import { addDatabaseCommands } from './commands/database-commands.js';
import { COMMAND_GROUPS } from './commands/command-groups.js';
import type { Installation } from './installation.js';
import { printError } from './output/print.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs one command and returns the exit code: 0, 1 if it failed or was refused, 2 if it was not understood. */
export async function runCommandLine(argv: readonly string[], installation: Installation): Promise<number> {
  try {
    const program = await buildProgram(argv, installation);
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed what it had to say; asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    printError(error instanceof Error ? error.message : String(error));
    return EXIT_FAILED;
  }
}

/** The program with the commands that these arguments name; of each other group, only its line of the help. */
export async function buildProgram(argv: readonly string[], installation: Installation): Promise<Command> {
  const program = new Command('postern').description('the alias API for the mail server you already run');
  // Before any command is added: each inherits it.
  program.exitOverride().showHelpAfterError('(--help says what fits)');
  program
    .command('serve')
    .description('serve the HTTP API until SIGTERM or SIGINT')
    .action(() => installation.serve());
  addDatabaseCommands(program, installation);
  for (const { name, description, load } of COMMAND_GROUPS) {
    const group = program.command(name).description(description);
    // Every other group is a line of the help, which needs no more than this.
    if (argv.includes(name)) (await load())(group, installation);
  }
  return program;
}
