// Inversify reads the metadata of decorators by it, of which there are none here.
import 'reflect-metadata';
import { Container, type ContainerModule } from 'inversify';
import type { Backend } from '../../application/ports/backend.js';
import { directLookups } from './modules/lookup-modules.js';
import { type Policies, policiesModule } from './modules/policies-module.js';
import { storageModule } from './modules/storage-module.js';
import { systemModule } from './modules/system-module.js';
import { activityUseCases } from './use-cases/activity-use-cases.js';
import { aliasUseCases } from './use-cases/alias-use-cases.js';
import { banUseCases } from './use-cases/ban-use-cases.js';
import { domainUseCases } from './use-cases/domain-use-cases.js';
import { handleUseCases } from './use-cases/handle-use-cases.js';
import { keyUseCases } from './use-cases/key-use-cases.js';
import { ownerUseCases } from './use-cases/owner-use-cases.js';

export type UseCases = Pick<Container, 'get'>;

/** The use cases on an open storage, without the look-ups that they speak through. */
export function useCaseModules(storage: Backend, policies: Policies): readonly ContainerModule[] {
  return [
    systemModule,
    storageModule(storage),
    policiesModule(policies),
    activityUseCases,
    aliasUseCases,
    banUseCases,
    domainUseCases,
    keyUseCases,
    ownerUseCases,
    ...(storage.handles ? [handleUseCases] : []),
  ];
}

/** A container whose parts are made once. */
export function containerOf(...modules: readonly ContainerModule[]): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  container.load(...modules);
  return container;
}

/** For the command line: ask it for a use case by its class. */
export function composeUseCases(storage: Backend, policies: Policies): UseCases {
  return containerOf(...useCaseModules(storage, policies), directLookups);
}
