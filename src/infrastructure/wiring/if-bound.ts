import type { ResolvedValueInjectOptions, ServiceIdentifier } from 'inversify';

/** A part that is `undefined` unless it is bound. */
export function ifBound<T>(serviceIdentifier: ServiceIdentifier<T>) {
  return { serviceIdentifier, optional: true } as ResolvedValueInjectOptions<T | undefined>;
}

/** All parts that are bound to one name, be it none. */
export function allBound<T>(serviceIdentifier: ServiceIdentifier<T>) {
  return { serviceIdentifier, isMultiple: true, optional: true } as unknown as ResolvedValueInjectOptions<T[]>;
}
