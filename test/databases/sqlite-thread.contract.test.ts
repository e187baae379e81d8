import { contractOn } from '../support/contract-on.js';

// As the service opens it.
contractOn('sqlite', { writesOnThread: true });
