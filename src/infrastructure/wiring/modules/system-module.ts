import { ContainerModule } from 'inversify';
import { uts46 } from '../../../adapters/idna/uts46.js';
import { nodeConfirmationSecrets } from '../../../adapters/system/node-confirmation-secrets.js';
import { nodeKeySecrets } from '../../../adapters/system/node-key-secrets.js';
import { systemClock } from '../../../adapters/system/system-clock.js';
import { CLOCK, CONFIRMATION_SECRETS, DOMAIN_ENCODING, ELAPSED_MS, KEY_SECRETS } from '../tokens.js';

/** The machine's clocks, its random numbers, and the tables of Unicode. */
export const systemModule = new ContainerModule(({ bind }) => {
  bind(CLOCK).toConstantValue(systemClock);
  bind(ELAPSED_MS).toConstantValue(() => performance.now());
  bind(KEY_SECRETS).toConstantValue(nodeKeySecrets);
  bind(CONFIRMATION_SECRETS).toConstantValue(nodeConfirmationSecrets);
  bind(DOMAIN_ENCODING).toConstantValue(uts46);
});
