import type { Command } from 'commander';
import { checkSqlDatabase, migrateSqlTables, planSqlTables } from '../../../adapters/sql/open-sql-backend.js';
import { loadSettings } from '../../settings/config.js';
import { type OutputOptions, printLine, printMany, printOne } from '../print.js';
import { writePostfixMaps } from '../postfix-maps.js';

export function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('make the tables that are missing and ours to make; what is there stays as it is')
    .option('--dry-run', 'only print the statements')
    .option('--json', 'print JSON')
    .action(async (options: OutputOptions & { readonly dryRun?: boolean }) => {
      const { database } = loadSettings();
      if (options.dryRun) {
        const statements = await planSqlTables(database);
        if (options.json) printOne({ statements }, options);
        else
          statements.forEach((statement) => {
            printLine(`${statement};`);
          });
        return;
      }
      const made = await migrateSqlTables(database);
      if (options.json) printOne({ made }, options);
      else printLine(made.length > 0 ? `made or mended ${made.join(', ')}` : 'nothing is missing');
    });
  program
    .command('check')
    .description('look at the database: server, tables, rights, durability, clock')
    .option('--json', 'print JSON')
    .action(async (options: OutputOptions) => {
      const { database, addressRules } = loadSettings();
      const findings = await checkSqlDatabase({ ...database, addressRules });
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
    .action(({ out, ...options }: OutputOptions & { readonly out: string }) => {
      const { database, postfixDatabaseUrl } = loadSettings();
      const lines = writePostfixMaps({
        url: postfixDatabaseUrl,
        schema: database.schema,
        folder: out,
        delimiter: database.recipientDelimiter,
      });
      if (options.json) printOne({ main_cf: lines }, options);
      else lines.forEach(printLine);
    });
}
