import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { HttpObserver } from '../../adapters/http/pipeline/observer.js';
import { LogOutput } from './log-output.js';
import { requestLogLine } from './request-log-line.js';
import { serializeError } from './serialize-error.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The log of a process, and how many of its lines were lost because the output took none. */
export interface Log {
  readonly logger: Logger;
  readonly linesLost: () => number;
}

/** JSON lines on standard output, or something for people if that is a terminal. */
export async function openLog(level: LogLevel): Promise<Log> {
  const output = new LogOutput((count) => {
    logger.warn({ lines_lost: count }, 'lines of this log were lost: standard output took none');
  });
  const destination = process.stdout.isTTY ? await prettyOutput(output) : output;
  const serializers = { err: (error: unknown) => serializeError(error) };
  const logger = pino({ level, timestamp: stdTimeFunctions.isoTime, serializers }, destination);
  return { logger, linesLost: () => output.linesLost };
}

async function prettyOutput(output: LogOutput): Promise<DestinationStream> {
  const { prettyFactory } = await import('pino-pretty');
  const pretty = prettyFactory({ ignore: 'pid,hostname' });
  return {
    write(line) {
      output.write(pretty(line));
    },
  };
}

/** A line a request. It holds no key, no body and no path: the route is the pattern that matched. */
export function logRequests(logger: Logger): HttpObserver {
  const writeLine = requestLogLine(logger);
  return {
    requestDone(line) {
      if (logger.isLevelEnabled('info')) writeLine(line);
    },
    requestFailed({ requestId, status, error }) {
      logger.error({ request_id: requestId, status, err: error }, 'request failed');
    },
  };
}
