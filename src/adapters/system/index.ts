export { nodeKeySecrets } from './node-key-secrets.js';
export { systemClock } from './system-clock.js';
