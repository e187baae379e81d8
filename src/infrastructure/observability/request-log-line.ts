import { type Logger, pino } from 'pino';
import type { RequestLine } from '../../adapters/http/pipeline/observer.js';

const { asJsonSym, streamSym } = pino.symbols;
const MESSAGE = 'request';
const TIME = ',"time":"@"';
const FIELD = ',"@":0';

/** The parts of a logger that spell a line and write it; pino exports their names for this. */
interface LineParts {
  readonly spell: (fields: object, message: string, level: number, time: string) => string;
  readonly stream: { write(line: string): void };
}

function partsOf(logger: Logger): LineParts {
  const parts = logger as unknown as Record<symbol, unknown>;
  const spell = parts[asJsonSym] as LineParts['spell'];
  return { spell: spell.bind(logger), stream: parts[streamSym] as LineParts['stream'] };
}

/**
 * Writes the line of a request as `logger.info` would, octet by octet. Its fields are known, so it
 * is put together as text around the parts that never change (level, process, host), which pino
 * itself spells once; to look at each field anew takes several times as long.
 */
export function requestLogLine(logger: Logger): (line: RequestLine) => void {
  const { spell, stream } = partsOf(logger);
  const sample = spell({ '@': 0 }, MESSAGE, pino.levels.values['info'] ?? 0, TIME);
  const [beforeTime = '', rest = ''] = sample.split(TIME);
  const [beforeFields = '', afterFields = ''] = rest.split(FIELD);
  const timeNow = isoTimes();
  return (line) => {
    const { requestId, method, route, status, durationMs, keyId, ip } = line;
    stream.write(
      `${beforeTime},"time":"${timeNow()}"${beforeFields},"request_id":${quoted(requestId)},"method":${quoted(method)}` +
        (route === undefined ? '' : `,"route":${quoted(route)}`) +
        (status === undefined ? '' : `,"status":${status}`) +
        `,"duration_ms":${Math.round(durationMs * 1000) / 1000}` +
        (keyId === undefined ? '' : `,"key_id":${keyId}`) +
        `,"ip":${quoted(ip)}${afterFields}`,
    );
  };
}

/** Printable ASCII without quotation marks and backslashes is the same in JSON. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The time now, spelled once a millisecond: under load many lines share one. */
function isoTimes(): () => string {
  let lastMs = 0;
  let text = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== lastMs) {
      lastMs = nowMs;
      text = new Date(nowMs).toISOString();
    }
    return text;
  };
}
