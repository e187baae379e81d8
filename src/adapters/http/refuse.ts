import type { Context } from './context.js';

/** The body of every answer that is not a success. Codes are stable; only `hint` is prose. */
export interface Refusal {
  readonly error: string;
  /** Only where the contract's body for the code has it. */
  readonly ok?: false;
  /** The input that it is about. */
  readonly field?: string;
  /** A code that narrows `error`. */
  readonly reason?: string;
  /** A sentence for a person. */
  readonly hint?: string;
  /** What would have been accepted. */
  readonly constraints?: Readonly<Record<string, string | number>>;
  readonly address?: string;
  /** The operation that was limited. */
  readonly where?: string;
  readonly request_id?: string;
}

export function refuse(ctx: Context, status: number, refusal: Refusal): void {
  ctx.status = status;
  ctx.body = refusal;
}
