import { openMemory } from '../../support/backends.js';
import { backendContract } from './backend.contract.js';

backendContract('memory', openMemory);
