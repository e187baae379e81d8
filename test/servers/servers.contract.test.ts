import { contractOn } from '../support/contract-on.js';
import { describeOnServers } from '../support/describe-with.js';

describeOnServers('the contract', contractOn);
