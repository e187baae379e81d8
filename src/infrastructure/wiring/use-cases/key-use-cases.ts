import { ContainerModule } from 'inversify';
import { IssueKey } from '../../../application/keys/issue-key.js';
import { ListKeys } from '../../../application/keys/list-keys.js';
import { RevokeKey } from '../../../application/keys/revoke-key.js';
import { RotateKey } from '../../../application/keys/rotate-key.js';
import { made } from '../made.js';
import { CLOCK, DOMAINS, KEY_SECRETS, KEYS, OWNERS } from '../tokens.js';

export const keyUseCases = new ContainerModule(({ bind }) => {
  bind(IssueKey).toResolvedValue(made(IssueKey), [KEYS, KEY_SECRETS, CLOCK, DOMAINS, OWNERS]);
  bind(ListKeys).toResolvedValue(made(ListKeys), [KEYS, CLOCK]);
  bind(RevokeKey).toResolvedValue(made(RevokeKey), [KEYS, CLOCK]);
  bind(RotateKey).toResolvedValue(made(RotateKey), [KEYS, IssueKey, RevokeKey]);
});
