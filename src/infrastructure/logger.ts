import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { HttpObserver } from '../adapters/http/observer.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Lines leave together when there are so many (half of what a pipe of Linux holds), or so long after the first. */
const GATHERED_CHARACTERS = 32_768;
const LOG_DELAY_MS = 100;

/** JSON lines on standard output, or something for people where that is a terminal. */
export async function openLogger(level: LogLevel): Promise<Logger> {
  const options = { level, timestamp: stdTimeFunctions.isoTime };
  if (!process.stdout.isTTY) return pino(options, gatheredOutput());
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ sync: true, ignore: 'pid,hostname' }));
}

/** Lines leave together, a moment later, or at the end of the process: to hand on each would cost as much as half of its request. */
function gatheredOutput(): DestinationStream {
  const output = pino.destination({ sync: true });
  let gathered = '';
  let timer: NodeJS.Timeout | undefined;
  const leave = () => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered !== '') output.write(gathered);
    gathered = '';
  };
  process.on('exit', () => {
    leave();
    output.flushSync();
  });
  return {
    write(line) {
      gathered += line;
      if (gathered.length >= GATHERED_CHARACTERS) leave();
      else timer ??= setTimeout(leave, LOG_DELAY_MS).unref();
    },
  };
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
