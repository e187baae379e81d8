export { openMemoryBackend } from './open-memory-backend.js';
