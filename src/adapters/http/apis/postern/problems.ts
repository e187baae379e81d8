import type { LimitBucket } from '../../../../application/ports/rate-limiter.js';
import { ApiKey } from '../../../../domain/api-key.js';
import type { Answer } from '../../pipeline/answer.js';
import type { HttpProblem, LimitReached } from '../../pipeline/problem.js';
import { KEY_HEADER } from './credential.js';
import { refuse, type Refusal } from './refusal.js';

const STATUS = {
  malformed_request: 400,
  headers_too_large: 431,
  chunk_extensions_too_large: 413,
  request_timeout: 408,
  host_missing: 400,
  route_unknown: 404,
  method_not_allowed: 405,
  key_missing: 401,
  key_malformed: 401,
  key_refused: 401,
  limit_reached: 429,
  body_malformed: 400,
  body_too_large: 413,
  body_type_unsupported: 415,
  field_refused: 400,
  fault: 500,
  unavailable: 503,
} as const satisfies Record<HttpProblem['kind'], number>;

const REASONS = {
  create_per_key: 'too_many_requests_key',
  delete_per_key: 'too_many_requests_key',
  list_per_key: 'too_many_requests_key',
  all_per_ip: 'too_many_requests_ip',
  failed_keys_per_ip: 'too_many_requests_ip',
  credentials_per_ip: 'too_many_requests_ip',
  credentials_per_network: 'too_many_requests_network',
  credentials_per_email: 'too_many_requests_email',
  credentials_total: 'too_many_requests_total',
} as const satisfies Record<LimitBucket, string>;

/** RFC 9110 11.6.1 asks for a challenge with every 401. */
const CHALLENGE = `ApiKey realm="postern", header="${KEY_HEADER}"`;

/** A refusal of the pipeline as the contract words it. */
export function render(problem: HttpProblem): Answer {
  return refuse(STATUS[problem.kind], refusalOf(problem), headersOf(problem));
}

function headersOf(problem: HttpProblem): Answer['headers'] {
  if ('retryAfterSeconds' in problem) return { 'Retry-After': String(problem.retryAfterSeconds) };
  if (problem.kind === 'method_not_allowed') return { Allow: problem.allowed.join(', ') };
  return STATUS[problem.kind] === 401 ? { 'WWW-Authenticate': CHALLENGE } : undefined;
}

function refusalOf(problem: HttpProblem): Refusal {
  switch (problem.kind) {
    case 'malformed_request':
    case 'headers_too_large':
    case 'request_timeout':
      return { error: 'invalid_params', reason: problem.kind };
    case 'chunk_extensions_too_large':
      return { error: 'payload_too_large', reason: problem.kind };
    case 'host_missing':
      return { error: 'invalid_params', reason: 'malformed_request', hint: 'Send a Host header.' };
    case 'route_unknown':
      return { error: 'not_found' };
    case 'method_not_allowed':
      return { error: 'method_not_allowed' };
    case 'key_missing':
      return { error: 'missing_api_key', hint: `Send your key in the ${KEY_HEADER} header.` };
    case 'key_malformed':
      return {
        error: 'invalid_api_key_format',
        hint: `A key is ${ApiKey.LENGTH} lowercase hexadecimal characters.`,
      };
    case 'key_refused':
      return { error: 'invalid_or_expired_api_key', hint: 'Ask for a new key.' };
    case 'limit_reached':
      return limited(problem);
    case 'fault':
      return { error: 'internal_error', request_id: problem.requestId };
    case 'unavailable':
      return { error: 'temporarily_unavailable', request_id: problem.requestId };
    case 'body_malformed':
    case 'body_too_large':
    case 'body_type_unsupported':
    case 'field_refused':
      return inputRefusal(problem);
  }
}

type InputProblem = Extract<HttpProblem, { kind: `body_${string}` | 'field_refused' }>;

function inputRefusal(problem: InputProblem): Refusal {
  switch (problem.kind) {
    case 'body_malformed':
      return {
        error: 'invalid_params',
        reason: 'malformed_body',
        hint: 'The body must be one JSON object, or form-urlencoded fields.',
      };
    case 'body_too_large':
      return { error: 'payload_too_large', constraints: { max_bytes: problem.maxBytes } };
    case 'body_type_unsupported':
      return {
        error: 'unsupported_media_type',
        hint: `Send ${problem.types.join(' or ')}, in UTF-8, plain or in a common Content-Encoding.`,
        constraints: { content_types: problem.types.join(', ') },
      };
    case 'field_refused': {
      const { field, reason, message, constraints } = problem;
      const hint = message ?? 'Send the field in the body or in the query string.';
      return { error: 'invalid_params', field, reason, hint, ...(constraints && { constraints }) };
    }
  }
}

function limited({ operation, bucket, limit, windowSeconds, retryAfterSeconds }: LimitReached): Refusal {
  return {
    error: 'rate_limited',
    where: operation,
    reason: REASONS[bucket],
    hint: `Too many requests; try again in ${retryAfterSeconds} s.`,
    constraints: { max_requests: limit, window_seconds: windowSeconds },
  };
}
