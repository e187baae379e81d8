import { describe, expect, test } from '@jest/globals';
import type { OpenTestBackend } from '../../support/backends.js';
import { activityPruningContract } from './activity-pruning.contract.js';
import { aliasMetadataContract } from './alias-metadata.contract.js';
import { aliasStoreContract } from './alias-store.contract.js';
import { aliasListContract } from './alias-list.contract.js';
import { banRegistryContract } from './ban-registry.contract.js';
import { claimManyContract } from './claim-many.contract.js';
import { domainRegistryContract } from './domain-registry.contract.js';
import { handleStoreContract } from './handle-store.contract.js';
import { credentialRequestsContract } from './credential-requests.contract.js';
import { ownerLookupContract } from './owner-lookup.contract.js';
import { nameFamilyContract } from './name-family.contract.js';
import { keyRegistryContract } from './key-registry.contract.js';
import { quotaRegistryContract } from './quota-registry.contract.js';
import { quotaContract } from './quota.contract.js';

/** What every backend promises: the contract of each port that it brings. */
export function backendContract(name: string, open: OpenTestBackend): void {
  aliasStoreContract(name, open);
  aliasListContract(name, open);
  aliasMetadataContract(name, open);
  activityPruningContract(name, open);
  claimManyContract(name, open);
  handleStoreContract(name, open);
  nameFamilyContract(name, open);
  domainRegistryContract(name, open);
  keyRegistryContract(name, open);
  ownerLookupContract(name, open);
  banRegistryContract(name, open);
  credentialRequestsContract(name, open);
  quotaRegistryContract(name, open);
  quotaContract(name, open);

  describe(`StorageProbe: ${name}`, () => {
    test('an open storage answers', async () => {
      const { backend, dispose } = await open();
      await expect(backend.probe.ping()).resolves.toBeUndefined();
      await dispose();
    });
  });
}
