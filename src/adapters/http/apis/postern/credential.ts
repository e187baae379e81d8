import { ApiKey } from '../../../../domain/api-key.js';
import type { Credential } from '../../api.js';

export const KEY_HEADER = 'X-API-Key';

export const CREDENTIAL: Credential = { header: KEY_HEADER, parse: (text) => ApiKey.parse(text) };
