import { ContainerModule } from 'inversify';
import { AddBan } from '../../../application/bans/add-ban.js';
import { BanCheck } from '../../../application/bans/ban-check.js';
import { LiftBan } from '../../../application/bans/lift-ban.js';
import { ListBans } from '../../../application/bans/list-bans.js';
import { made } from '../made.js';
import { ADDRESS_RULES, BAN_LOOKUP, BANS, CLOCK } from '../tokens.js';

export const banUseCases = new ContainerModule(({ bind }) => {
  bind(BanCheck).toResolvedValue(
    (bans, clock, rules) => new BanCheck(bans, clock, rules.delimiter),
    [BAN_LOOKUP, CLOCK, ADDRESS_RULES],
  );
  bind(AddBan).toResolvedValue(made(AddBan), [BANS, CLOCK]);
  bind(ListBans).toResolvedValue(made(ListBans), [BANS, CLOCK]);
  bind(LiftBan).toResolvedValue(made(LiftBan), [BANS, CLOCK]);
});
