import { ContainerModule } from 'inversify';
import { AuthenticateKey } from '../../../application/keys/authenticate-key.js';
import { KeyUseNotes } from '../../upkeep/key-use-notes.js';
import { ifBound } from '../if-bound.js';
import { made } from '../made.js';
import { CLOCK, ELAPSED_MS, KEY_LOOKUP, KEY_SECRETS, KEYS, LOGGER, METRICS } from '../tokens.js';

/** Callers' keys, and when they were used. */
export const authenticationModule = new ContainerModule(({ bind }) => {
  bind(KeyUseNotes).toResolvedValue(
    (keys, elapsedMs, logger, metrics) => new KeyUseNotes(keys, elapsedMs, logger, () => metrics?.keyUseFailed()),
    [KEYS, ELAPSED_MS, LOGGER, ifBound(METRICS)],
  );
  bind(AuthenticateKey).toResolvedValue(made(AuthenticateKey), [KEY_LOOKUP, KEY_SECRETS, CLOCK, KeyUseNotes]);
});
