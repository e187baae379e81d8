export { uts46 } from './uts46.js';
