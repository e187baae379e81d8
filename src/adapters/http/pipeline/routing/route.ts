import type { z } from 'zod';
import type { LimitBucket } from '../../../../application/ports/rate-limiter.js';
import type { Answer, Outcome } from '../answer.js';
import type { Context, Guard } from '../context.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * A route of an API: how it is reached, who may ask, what it does, and what the OpenAPI document
 * says of it.
 */
export interface Route {
  readonly method: Method;
  /** Matched exactly; a part that begins with a colon stands for any text: `/api/things/:id`. */
  readonly path: string;
  /** As limits name it: `alias_create`. */
  readonly operation: string;
  readonly access: Access;
  /** What stands before it beside what its access asks for. */
  readonly behind?: readonly Guard[];
  /** Answered even if too many requests run: an overloaded process is alive. */
  readonly isAlwaysAnswered?: boolean;
  /** Absent: it is in no document. */
  readonly about?: About;
  handle(ctx: Context): Promise<Outcome> | Outcome;
}

/** The query string: a limit is counted before anything is validated. */
export type Query = Readonly<Record<string, unknown>>;

type Access =
  /** Each request takes points of a bucket of the key's owner, 1 by default. */
  | { readonly by: 'key'; readonly bucket: LimitBucket; readonly pointsOf?: (query: Query) => number }
  | { readonly by: 'anyone' }
  /** For the operator's own probes: without any limit. */
  | { readonly by: 'probe' };

export interface About {
  /** The name of the operation, for generated clients. */
  readonly id: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /**
   * What it takes: from the query string, and if its method has a body from that first. The same
   * schema validates.
   */
  readonly input?: z.ZodObject;
  readonly answer: {
    /** 200 by default. */
    readonly status?: number;
    readonly description: string;
    /** Absent: there is no body. */
    readonly body?: { readonly schema: z.ZodType; readonly example: unknown };
  };
  /** Clients that prefer HTML get a page with the same content. */
  readonly page?: boolean;
  /** Whether caches may keep the answer, so that it says nothing of its caller's limits. */
  readonly isPublic?: boolean;
  /** Examples of refusals that are this route's own. */
  readonly refusals?: readonly Answer[];
}

/** A chapter of the document. */
export interface Tag {
  readonly name: string;
  readonly description: string;
}

/**
 * The methods that a route of this one is asked by, as a request writes them. RFC 9110 9.1: what can
 * be read can be asked for without its content.
 */
export function methodsOf(method: Method): readonly string[] {
  return method === 'get' ? ['HEAD', 'GET'] : [method.toUpperCase()];
}

/** Whether requests by the method have a body (RFC 9110 9.3). */
export function hasBody(method: Method): boolean {
  return method !== 'get' && method !== 'delete';
}
