import * as z from 'zod';

export type Constraints = Readonly<Record<string, string | number>>;

/** What a refusal of the field says would have been accepted. */
export const CONSTRAINTS = z.registry<Constraints>();
