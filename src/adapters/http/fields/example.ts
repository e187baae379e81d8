/** What the examples are made of. */
export const EXAMPLE = {
  handle: 'shop',
  domain: 'example.org',
  address: 'shop@example.org',
  owner: 'owner@example.net',
  time: '2026-01-02T03:04:05.000Z',
  secret: '0123456789abcdef'.repeat(4),
} as const;
