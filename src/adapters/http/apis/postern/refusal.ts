import * as z from 'zod';
import type { Answer } from '../../pipeline/answer.js';

/** The body of every answer that is not a success. */
export const REFUSAL = z.object({
  error: z.string().meta({ description: 'What is wrong, as a stable code.', pattern: '^[a-z0-9_]+$' }),
  ok: z.literal(false).optional().meta({ description: 'Only beside `alias_taken`.' }),
  field: z.string().optional().meta({ description: 'The input that it is about.' }),
  reason: z.string().optional().meta({ description: 'A stable code that narrows `error`.', pattern: '^[a-z0-9_]+$' }),
  hint: z.string().optional().meta({ description: 'A sentence for a person; its words may change.' }),
  constraints: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .meta({ description: 'What would have been accepted.' }),
  address: z.string().optional().meta({ description: 'The address or the handle that it is about.' }),
  where: z.string().optional().meta({ description: 'The operation that was limited.' }),
  request_id: z.string().optional().meta({ description: 'By which the operator finds the failure in the log.' }),
});

export type Refusal = Readonly<z.output<typeof REFUSAL>>;

export function refuse(status: number, refusal: Refusal, headers?: Answer['headers']): Answer {
  return { status, body: refusal, ...(headers && { headers }) };
}
