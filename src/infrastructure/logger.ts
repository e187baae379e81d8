import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { HttpObserver } from '../adapters/http/observer.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_BUFFER_BYTES = 8_192;
const LOG_DELAY_MS = 100;

/** JSON lines on standard output, or something for people where that is a terminal. */
export async function openLogger(level: LogLevel): Promise<Logger> {
  const options = { level, timestamp: stdTimeFunctions.isoTime };
  if (!process.stdout.isTTY) return pino(options, bufferedOutput());
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ sync: true, ignore: 'pid,hostname' }));
}

/** Lines leave together, a moment later, or at the end of the process: a write for each would cost as much as the request's own. */
function bufferedOutput(): DestinationStream {
  const output = pino.destination({ sync: true, minLength: LOG_BUFFER_BYTES, periodicFlush: LOG_DELAY_MS });
  process.on('exit', () => {
    output.flushSync();
  });
  return output;
}

/** A line a request. It holds no key, no body and no path: the route is the pattern that matched. */
export function logRequests(logger: Logger): HttpObserver {
  return {
    requestDone(line) {
      logger.info(
        {
          request_id: line.requestId,
          method: line.method,
          route: line.route,
          status: line.status,
          duration_ms: Math.round(line.durationMs * 1000) / 1000,
          key_id: line.keyId,
          ip: line.ip,
        },
        'request',
      );
    },
    requestFailed({ requestId, status, error }) {
      logger.error({ request_id: requestId, status, err: error }, 'request failed');
    },
  };
}
