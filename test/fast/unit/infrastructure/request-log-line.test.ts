import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pino, stdTimeFunctions } from 'pino';
import type { RequestLine } from '../../../../src/adapters/http/pipeline/observer.js';
import { logRequests } from '../../../../src/infrastructure/observability/logger.js';

const TIME = /"time":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/;
const LINE: RequestLine = {
  requestId: 'r1',
  method: 'POST',
  route: '/api/alias/create',
  status: 200,
  durationMs: 1.23456,
  keyId: 7,
  ip: '192.0.2.1',
};

function linesOf(level = 'info') {
  const lines: string[] = [];
  const logger = pino({ level, timestamp: stdTimeFunctions.isoTime }, { write: (line) => lines.push(line) });
  return { lines, logger };
}

describe('the line of a request', () => {
  test('is the one that pino writes of the same fields, whatever is in them', () => {
    const { lines, logger } = linesOf();
    const requests = logRequests(logger);
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\n', '\u2028', '\x7f', 'é'));
    const any = fc.record({
      requestId: text,
      method: text,
      route: fc.option(text, { nil: undefined }),
      status: fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined }),
      durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
      keyId: fc.option(fc.nat(), { nil: undefined }),
      ip: text,
    });
    fc.assert(
      fc.property(any, (line) => {
        lines.length = 0;
        requests.requestDone(line);
        const { requestId, method, route, status, durationMs, keyId, ip } = line;
        const duration_ms = Math.round(durationMs * 1000) / 1000;
        logger.info({ request_id: requestId, method, route, status, duration_ms, key_id: keyId, ip }, 'request');
        const [ours = '', pinos] = lines.map((each) => each.replace(TIME, '"time":0'));
        expect(ours).toBe(pinos);
        expect(JSON.parse(ours)).toMatchObject({ level: 30, msg: 'request' });
      }),
    );
  });

  test('has the time at which it was written', () => {
    const { lines, logger } = linesOf();
    const before = Date.now();
    logRequests(logger).requestDone(LINE);
    const [, time = ''] = TIME.exec(lines[0] ?? '') ?? [];
    expect(Date.parse(time)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
  });

  test('is not written at a level that leaves it out', () => {
    for (const level of ['warn', 'silent']) {
      const { lines, logger } = linesOf(level);
      logRequests(logger).requestDone(LINE);
      expect(lines).toEqual([]);
    }
  });
});
