import type { LimitBucket } from '../../../application/ports/rate-limiter.js';
import type { FieldProblem } from '../fields/parse-fields.js';

/** What the bytes of a connection are, if they are no request. */
export type MalformedHttp =
  | { readonly kind: 'malformed_request' }
  | { readonly kind: 'headers_too_large' }
  | { readonly kind: 'chunk_extensions_too_large' }
  | { readonly kind: 'request_timeout' };

/** The request did nothing, or something that is safe to repeat. */
type Failure =
  | { readonly kind: 'fault'; readonly requestId: string }
  | { readonly kind: 'unavailable'; readonly requestId: string; readonly retryAfterSeconds: number };

export type KeyProblem =
  | { readonly kind: 'key_missing' }
  | { readonly kind: 'key_malformed' }
  /** Unknown, expired and revoked keys must look alike. */
  | { readonly kind: 'key_refused' };

export type BodyProblem =
  | { readonly kind: 'body_malformed' }
  | { readonly kind: 'body_too_large'; readonly maxBytes: number }
  | { readonly kind: 'body_type_unsupported'; readonly types: readonly string[] };

export interface LimitReached {
  readonly kind: 'limit_reached';
  /** The route's. */
  readonly operation: string;
  readonly bucket: LimitBucket;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly retryAfterSeconds: number;
}

/** Why the pipeline refuses a request. Only the API that it is for gives it a status and words. */
export type HttpProblem =
  | MalformedHttp
  | Failure
  | KeyProblem
  | BodyProblem
  | LimitReached
  | FieldProblem
  | { readonly kind: 'host_missing' }
  | { readonly kind: 'route_unknown' }
  | { readonly kind: 'method_not_allowed'; readonly allowed: readonly string[] };
