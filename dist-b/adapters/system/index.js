export { nodeConfirmationSecrets } from './node-confirmation-secrets.js';
export { nodeKeySecrets } from './node-key-secrets.js';
export { systemClock } from './system-clock.js';
