import { expect, test } from '@jest/globals';
import { parseSettings } from '../../../../src/infrastructure/settings/config.js';

test('what Kubernetes and Docker set for a service named postern is no setting, and is told of', () => {
  const ofService = {
    POSTERN_PORT: 'tcp://10.0.0.1:8080',
    POSTERN_PORT_8080_TCP: 'tcp://10.0.0.1:8080',
    POSTERN_PORT_8080_TCP_ADDR: '10.0.0.1',
    POSTERN_PORT_8080_TCP_PORT: '8080',
    POSTERN_PORT_8080_TCP_PROTO: 'tcp',
    POSTERN_PORT_53_UDP: 'udp://10.0.0.1:53',
    POSTERN_SERVICE_HOST: '10.0.0.1',
    POSTERN_SERVICE_PORT: '8080',
    POSTERN_SERVICE_PORT_HTTP: '8080',
  };
  const ofOtherServices = {
    POSTERN_METRICS_PORT: 'tcp://10.0.0.2:9464',
    POSTERN_METRICS_PORT_9464_TCP: 'tcp://10.0.0.2:9464',
    POSTERN_METRICS_SERVICE_HOST: '10.0.0.2',
    POSTERN_METRICS_SERVICE_PORT: '9464',
  };
  const ofLinks = {
    POSTERN_NAME: '/app/postern',
    POSTERN_ENV_NODE_VERSION: '24',
    POSTERN_DB_PORT: 'tcp://10.0.0.3:1',
  };
  const foreign = { ...ofService, ...ofOtherServices, ...ofLinks };
  expect(parseSettings(foreign)).toEqual({ ...parseSettings({}), ignoredVariables: Object.keys(foreign).sort() });
  // A file is written by hand: what stands there is meant.
  expect(parseSettings(foreign, { values: { POSTERN_PORT: '9000' }, problems: [] }).port).toBe(9_000);
  expect(() => parseSettings({ POSTERN_NAME: 'x' })).toThrow('POSTERN_NAME: there is no such setting');
  expect(() => parseSettings({ POSTERN_PORT: 'http://10.0.0.1' })).toThrow('POSTERN_PORT: must be');
});
