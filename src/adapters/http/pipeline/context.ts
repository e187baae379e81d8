import type { ParameterizedContext } from 'koa';
import type { Caller } from '../../../application/keys/authenticate-key.js';
import type { LimitOutcome } from '../../../application/ports/rate-limiter.js';
import type { Outcome } from './answer.js';
import type { HttpProblem } from './problem.js';

/** How the caller stands in a limit, for the headers of the answer. */
export interface ShownLimit {
  readonly policy: string;
  readonly outcome: LimitOutcome;
}

/** What the middleware hand each other, beside the outcome that each returns. */
export interface State {
  requestId: string;
  /**
   * The pattern of the route, never the path that the caller wrote; absent while none has matched.
   */
  pattern: string | undefined;
  /** The parts of the path that its pattern names. */
  parameters: Readonly<Record<string, string>>;
  limits: ShownLimit[];
  /** Request headers that the answer depends on (RFC 9110 12.5.5). */
  vary: string[];
  /** Names and values in turn of the headers that let a page of another origin read the answer. */
  sharing: readonly string[];
  /** The owner of the key, once it is checked. */
  caller: Caller | undefined;
  /** The fields of the body, once it is read. */
  body: object | undefined;
}

export type Context = ParameterizedContext<State>;

/** Runs the middleware behind, down to the route, and returns what comes of it. */
export type Next = () => Promise<Outcome>;

/** Lets a request go on to its route, or says why not. */
export type Guard = (ctx: Context) => Promise<HttpProblem | undefined> | HttpProblem | undefined;
