import type { z } from 'zod';
import type { Context, Middleware } from './context.js';
import type { KeyedRoute } from './limit-requests.js';
import type { Refusal } from './refuse.js';

/** A route of the API: how it is reached, what stands before it, what it does, and what the OpenAPI document says of it. */
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly access: Access;
  /** What stands before it beside what its access asks for. */
  readonly behind?: readonly Middleware[];
  readonly about: About;
  handle(ctx: Context): Promise<void> | void;
}

/** Who may ask, how often; `where` is what the operation is called where it was limited. */
type Access =
  | { readonly by: 'key'; readonly where: KeyedRoute }
  | { readonly by: 'anyone'; readonly where: string }
  /** For the operator's own probes. */
  | { readonly by: 'anyone'; readonly where?: never };

export interface About {
  /** The name of the operation, for generated clients. */
  readonly id: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** What it takes: from the query string, and for POST from the body before that. The same schema validates. */
  readonly input?: z.ZodObject;
  readonly answer: { readonly description: string; readonly schema: z.ZodType; readonly example: unknown };
  /** Whoever prefers HTML gets a page with the same content. */
  readonly page?: boolean;
  /** Whether caches may keep the answer, so that it says nothing of its caller's limits. */
  readonly isPublic?: boolean;
  /** Examples of what only this route refuses, by status. */
  readonly refusals?: Readonly<Record<number, readonly Refusal[]>>;
}

export type Tag = 'Aliases' | 'Handles' | 'Domains' | 'Activity' | 'Credentials' | 'Health';

/** What the examples are made of. */
export const EXAMPLE = {
  handle: 'shop',
  domain: 'example.org',
  address: 'shop@example.org',
  owner: 'owner@example.net',
  time: '2026-01-02T03:04:05.000Z',
  secret: '0123456789abcdef'.repeat(4),
} as const;
