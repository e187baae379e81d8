import type { CreateAliasError } from '../application/create-alias.js';
type Refusal = Extract<CreateAliasError, {
    kind: 'domain_not_served' | 'address_taken' | 'alias_limit_reached';
}>;
/** Why an address was not given out, for an operator. */
export declare function describeRefusal(error: Refusal): string;
export {};
