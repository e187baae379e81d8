import type { z } from 'zod';
import type { ApiKey } from '../../domain/api-key.js';
import type { Result } from '../../domain/result.js';
import type { Answer } from './pipeline/answer.js';
import type { HttpProblem } from './pipeline/problem.js';
import type { Route } from './pipeline/route.js';

/** A family of routes, and the ways in which they speak to their clients. */
export interface Api {
  /**
   * Begins its paths; `/` begins all. Prefixes may be the same, because routes decide: of the APIs whose prefix begins a path that is
   * no route, the one with the longest words the refusal, and of several such the first.
   */
  readonly prefix: string;
  readonly credential: Credential;
  readonly routes: readonly Route[];
  readonly document: ApiDocument;
  render(problem: HttpProblem): Answer;
}

/** How a caller shows a key. */
export interface Credential {
  /** The request header that it is in. */
  readonly header: string;
  /** The key in the header's text. */
  parse(text: string): Result<ApiKey, unknown>;
}

/** What the OpenAPI document says of an API as a whole. */
interface ApiDocument {
  readonly description: string;
  /** Begins the names of its components; empty for one API of several at most. */
  readonly componentPrefix: string;
  /** An OpenAPI Security Scheme Object. */
  readonly securityScheme: Readonly<Record<string, string>>;
  /** The form of all refusals. */
  readonly refusal: z.ZodType;
}
