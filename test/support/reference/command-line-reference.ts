import type { Argument, Command, Option } from 'commander';
import { COMMAND_GROUPS } from '../../../src/adapters/cli/commands/command-groups.js';
import type { Installation } from '../../../src/adapters/cli/installation.js';
import { buildProgram } from '../../../src/adapters/cli/run-command-line.js';
import { table } from './table.js';

/** Each command of the program, with its arguments and options, in Markdown. */
export async function commandLineReference(): Promise<string> {
  const every = COMMAND_GROUPS.map(({ name }) => name);
  const program = await buildProgram(every, describedInstallation());
  return leavesOf(program)
    .map(([path, command]) => sectionOf(path, command))
    .join('\n');
}

/** As much as is asked for while the commands are described; none of them runs. */
function describedInstallation(): Installation {
  const described: Pick<Installation, 'aliasFiles' | 'toALabels'> = {
    toALabels: (domain) => domain,
    aliasFiles: { formats: ['csv', 'jsonl'] } as unknown as Installation['aliasFiles'],
  };
  return described as Installation;
}

function leavesOf(command: Command, path: readonly string[] = []): (readonly [string, Command])[] {
  const own = [...path, command.name()];
  if (command.commands.length === 0) return [[own.join(' '), command]];
  return command.commands.flatMap((sub) => leavesOf(sub, own));
}

function sectionOf(path: string, command: Command): string {
  const usage = [path, ...command.registeredArguments.map(argumentName)].join(' ');
  const rows = [...command.registeredArguments.map(argumentRow), ...command.options.map(optionRow)];
  const options = rows.length > 0 ? `\n${table(['argument or option', 'meaning'], rows)}` : '';
  return `### \`${usage}\`\n\n${sentence(command.description())}\n${options}`;
}

function argumentName(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function argumentRow(argument: Argument): readonly string[] {
  return [`\`${argumentName(argument)}\``, meaning(argument.description, argument)];
}

function optionRow(option: Option): readonly string[] {
  return [`\`${option.flags}\``, meaning(option.description, option) + (option.mandatory ? '; required' : '')];
}

function meaning(
  description: string,
  { argChoices, defaultValue }: Pick<Option, 'defaultValue'> & { readonly argChoices?: readonly string[] | undefined },
): string {
  const choices = argChoices ? `: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}` : '';
  const preset = defaultValue === undefined ? '' : `; \`${String(defaultValue)}\` by default`;
  return `${description}${choices}${preset}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
