import { ContainerModule } from 'inversify';
import { BanCheck } from '../../../application/bans/ban-check.js';
import { ReleaseHandle } from '../../../application/handles/release-handle.js';
import { TakeHandle } from '../../../application/handles/take-handle.js';
import { QuotaCheck } from '../../../application/owners/quota-check.js';
import { made } from '../made.js';
import { ADDRESS_RULES, HANDLES } from '../tokens.js';

/** For a mail server that has handles on all domains. */
export const handleUseCases = new ContainerModule(({ bind }) => {
  bind(TakeHandle).toResolvedValue(made(TakeHandle), [HANDLES, BanCheck, ADDRESS_RULES, QuotaCheck]);
  bind(ReleaseHandle).toResolvedValue(made(ReleaseHandle), [HANDLES]);
});
