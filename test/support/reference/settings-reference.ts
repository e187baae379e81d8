import * as z from 'zod';
import { ENVIRONMENT_AREAS } from '../../../src/infrastructure/settings/environment.js';
import { table } from './table.js';

const HEAD = ['name', 'default', 'unit or values', 'effect'] as const;

/** Each setting, from the schema that validates it, in Markdown. */
export function settingsReference(): string {
  return ENVIRONMENT_AREAS.map(({ title, settings }) => {
    const rows = Object.entries<z.core.$ZodType>(settings).map(([name, schema]) => [
      `\`${name}\``,
      defaultOf(schema),
      textOf(schema, 'values', name),
      textOf(schema, 'description', name),
    ]);
    return `### ${title}\n\n${table(HEAD, rows)}`;
  }).join('\n');
}

function defaultOf(schema: z.core.$ZodType): string {
  for (const layer of layersOf(schema))
    if (layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault) {
      const text = String(layer.def.defaultValue);
      return text === '' ? '' : `\`${text}\``;
    }
  return '';
}

/** @throws Error if no layer of the schema has it: a setting that nobody described. */
function textOf(schema: z.core.$ZodType, key: 'values' | 'description', name: string): string {
  for (const layer of layersOf(schema)) {
    const text = z.globalRegistry.get(layer)?.[key];
    if (typeof text === 'string') return text;
  }
  throw new Error(`the schema of ${name} has no ${key}`);
}

/** The schema and what it wraps. */
function* layersOf(schema: z.core.$ZodType): Generator<z.core.$ZodType> {
  yield schema;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    yield* layersOf(schema.def.innerType);
}
