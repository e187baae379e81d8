import type { Tag } from '../../pipeline/routing/route.js';

/** The chapters of our routes in the document. */
export const ALIASES: Tag = { name: 'Aliases', description: 'Addresses that forward to the key’s owner.' };
export const HANDLES: Tag = { name: 'Handles', description: 'What stands before the at sign, taken on every domain.' };
export const DOMAINS: Tag = { name: 'Domains', description: 'What aliases are made on.' };
export const ACTIVITY: Tag = { name: 'Activity', description: 'What the owner changed.' };
export const CREDENTIALS: Tag = { name: 'Credentials', description: 'Keys by mail.' };
export const HEALTH: Tag = { name: 'Health', description: 'For probes.' };
