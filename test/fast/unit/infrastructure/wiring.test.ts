import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { systemClock } from '../../../../src/adapters/system/system-clock.js';
import { TakeHandle } from '../../../../src/application/handles/take-handle.js';
import { parseSettings } from '../../../../src/infrastructure/settings/config.js';
import { composeService } from '../../../../src/infrastructure/wiring/http-service.js';
import { composePrimary } from '../../../../src/infrastructure/wiring/primary.js';
import { ActivityPruner } from '../../../../src/infrastructure/upkeep/activity-pruner.js';
import { AliasExpirer } from '../../../../src/infrastructure/upkeep/alias-expirer.js';
import {
  BACKGROUND_WORKER,
  CREDENTIALS,
  METRICS_SERVER,
  ROUTE_DEPENDENCIES,
} from '../../../../src/infrastructure/wiring/tokens.js';

const MAIL = {
  POSTERN_SMTP_URL: 'smtp://127.0.0.1:1',
  POSTERN_MAIL_FROM: 'postern@postern.test',
  POSTERN_PUBLIC_URL: 'https://postern.test',
};
const logger = pino({ level: 'silent' });
const log = { logger, linesLost: () => 0 };
const memory = () => openMemoryBackend(systemClock);
const optional = { optional: true } as const;

describe('the wiring', () => {
  test.each([
    ['0', 0],
    ['1', 1],
  ])(
    'with POSTERN_ACTIVITY_DAYS=%s has %i workers that remove old activity, and one for expired aliases',
    async (days, count) => {
      const settings = parseSettings({ POSTERN_ACTIVITY_DAYS: days });
      const containers = [
        await composePrimary(settings, memory(), logger),
        await composeService(settings, memory(), log),
      ];
      for (const container of containers) {
        const workers = container.getAll(BACKGROUND_WORKER);
        expect(workers.filter((worker) => worker instanceof ActivityPruner)).toHaveLength(count);
        expect(workers.filter((worker) => worker instanceof AliasExpirer)).toHaveLength(1);
      }
      const worker = await composeService(settings, memory(), log, { isWorker: true });
      expect(worker.getAll(BACKGROUND_WORKER, optional)).toHaveLength(0);
    },
  );

  test('has mail, metrics and handles if they are used', async () => {
    const bare = await composeService(parseSettings({}), { ...memory(), handles: undefined }, log);
    for (const id of [CREDENTIALS, METRICS_SERVER, TakeHandle]) expect(bare.isBound(id)).toBe(false);
    expect(bare.get(ROUTE_DEPENDENCIES)).toMatchObject({ handles: undefined, credentials: undefined });
    const settings = parseSettings({ ...MAIL, POSTERN_METRICS_PORT: '0', POSTERN_ACTIVITY_DAYS: '0' });
    const full = await composeService(settings, memory(), log);
    expect(full.getAll(BACKGROUND_WORKER)).toHaveLength(2);
    const { handles, credentials } = full.get(ROUTE_DEPENDENCIES);
    for (const part of [handles, credentials, full.get(METRICS_SERVER)]) expect(part).toBeDefined();
  });

  test('refuses mail on a storage that has no place for it', async () => {
    const composed = composeService(parseSettings(MAIL), { ...memory(), mail: undefined }, log);
    await expect(composed).rejects.toThrow('keys by mail have no place in this storage');
  });
});
