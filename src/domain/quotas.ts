export const QUOTA_KINDS = ['aliases', 'handles', 'keys'] as const;

/** What an owner may have a limited number of: active aliases, active handles, keys that work. */
export type QuotaKind = (typeof QUOTA_KINDS)[number];

/** How many of each an owner may have; `undefined`: any number. */
export type Quotas = Readonly<Record<QuotaKind, number | undefined>>;

export const NO_QUOTAS: Quotas = { aliases: undefined, handles: undefined, keys: undefined };

/** No setting and no owner's quota is larger. */
export const MAX_QUOTA = 1_000_000;
