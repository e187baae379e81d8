import type { z } from 'zod';
import type { ApiKey } from '../../domain/api-key.js';
import type { Result } from '../../domain/result.js';
import type { Answer } from './pipeline/answer.js';
import type { HttpProblem } from './pipeline/problem.js';
import type { Route } from './pipeline/routing/route.js';

/** A family of routes, and the ways in which they speak to their clients. */
export interface Api {
  /**
   * Begins its paths, or most of them: `/api/`. Several APIs may have the same, because a path that
   * has routes is theirs. Of any other path, the API with the longest prefix that fits words the
   * refusal; of several such, or if none fits, the first.
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
