import { contractOn } from '../../support/contract-on.js';

contractOn('sqlite');
