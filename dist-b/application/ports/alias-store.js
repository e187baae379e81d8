/** How many addresses are claimed in one transaction at most. */
export const MAX_CLAIMS = 1_000;
