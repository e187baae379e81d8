import { Option } from 'commander';
import { LOCAL_OWNER_FLAG } from '../output/describe-refusal.js';

export interface LocalOwnerOptions {
  readonly localOwner?: boolean;
}

export function localOwnerOption(): Option {
  return new Option(LOCAL_OWNER_FLAG, 'also if the owner has a mailbox on a domain of this server');
}
