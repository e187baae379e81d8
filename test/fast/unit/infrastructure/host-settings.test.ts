import { expect, test } from '@jest/globals';
import { parseSettings } from '../../../../src/infrastructure/settings/config.js';

test.each([
  ['[::1]', '::1'],
  ['::1', '::1'],
  ['[fe80::1%eth0]', 'fe80::1%eth0'],
  ['0.0.0.0', '0.0.0.0'],
  ['alias_api.example.org', 'alias_api.example.org'],
])('listens at %s', (text, host) => {
  expect(parseSettings({ POSTERN_HOST: text }).host).toBe(host);
  expect(parseSettings({ POSTERN_METRICS_HOST: text, POSTERN_METRICS_PORT: '0' }).metrics?.host).toBe(host);
});

test.each(['[::1]:8080', '127.0.0.1:8080', 'http://127.0.0.1', '[localhost', 'a b'])('%s is no host', (text) => {
  expect(() => parseSettings({ POSTERN_HOST: text })).toThrow('POSTERN_HOST: must be an address');
});
