import type { Command } from 'commander';
import type { Installation } from '../installation.js';
import { type OutputOptions, printLine, printMany, printOne } from '../output/print.js';

export function addDatabaseCommands(program: Command, installation: Installation): void {
  program
    .command('migrate')
    .description('create what is missing of the tables that are ours; rows stay as they are')
    .option('--dry-run', 'only print the statements')
    .option('--json', 'print JSON')
    .action(async (options: OutputOptions & { readonly dryRun?: boolean }) => {
      if (options.dryRun) {
        const statements = await installation.planMigration();
        if (options.json) printOne({ statements }, options);
        else
          statements.forEach((statement) => {
            printLine(`${statement};`);
          });
        return;
      }
      const made = await installation.migrate();
      if (options.json) printOne({ made }, options);
      else printLine(made.length > 0 ? `made or mended ${made.join(', ')}` : 'nothing is missing');
    });
  program
    .command('check')
    .description('look at the database: server, tables, rights, durability, clock')
    .option('--json', 'print JSON')
    .action(async (options: OutputOptions) => {
      const findings = await installation.check();
      printMany(
        ['level', 'topic', 'message'],
        findings.map((finding) => ({ ...finding })),
        options,
      );
      if (findings.some(({ level }) => level === 'error')) throw new Error('the database is not fit to serve from');
    });
  program
    .command('postfix-maps')
    .description('write the map files by which Postfix asks the database, and print the lines for main.cf')
    .requiredOption('--out <dir>', 'the folder to write them to')
    .option('--json', 'print JSON')
    .action(async ({ out, ...options }: OutputOptions & { readonly out: string }) => {
      const lines = await installation.writePostfixMaps(out);
      if (options.json) printOne({ main_cf: lines }, options);
      else lines.forEach(printLine);
    });
}
