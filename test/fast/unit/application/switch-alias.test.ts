import { expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { SwitchAlias } from '../../../../src/application/aliases/switch-alias.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { alias, email } from '../../../support/samples.js';

test('an operator switches an alias, and learns where there is none', async () => {
  const { aliases } = openMemoryBackend(new FixedClock());
  const switchAlias = new SwitchAlias(aliases);
  const { address } = alias('shop@example.org', 'owner@example.net');
  await aliases.claim({ alias: alias('shop@example.org', 'owner@example.net') });
  expect(await switchAlias.execute({ address, active: false })).toMatchObject({ ok: true, value: { active: false } });
  expect(await aliases.list({ limit: 1, offset: 0 })).toMatchObject([{ active: false }]);
  const gone = email('gone@example.org');
  expect(await switchAlias.execute({ address: gone, active: true })).toEqual({
    ok: false,
    error: { kind: 'alias_unknown', address: gone },
  });
});
