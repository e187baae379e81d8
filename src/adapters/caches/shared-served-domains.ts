import type { ListServedDomains } from '../../application/domains/list-served-domains.js';
import type { Domain } from '../../domain/addresses/domain.js';
import { ShortLivedCache } from './short-lived-cache.js';

/** The public list, read once a second at most. */
export class SharedServedDomains implements Pick<ListServedDomains, 'execute'> {
  private readonly kept: ShortLivedCache<readonly Domain[]>;

  constructor(
    private readonly listServedDomains: Pick<ListServedDomains, 'execute'>,
    elapsedMs: () => number,
  ) {
    this.kept = new ShortLivedCache(elapsedMs);
  }

  execute(): Promise<readonly Domain[]> {
    return this.kept.get('all', async () => {
      const served = await this.listServedDomains.execute();
      // To parse thousands of names takes as long as to spell them out; other work is done in between.
      await new Promise((resolve) => setImmediate(resolve));
      return served;
    });
  }
}
