const ANY = '*';
const EXTENSION_SCHEMES: readonly string[] = ['moz-extension:', 'chrome-extension:'];
const EXTENSION_ORIGIN = /^(moz-extension:|chrome-extension:)\/\/[a-z0-9-]+$/;

/** Who may be named to `POSTERN_CORS_ORIGINS`. */
export const CORS_ORIGIN_FORMS =
  'an origin (https://app.example), moz-extension://ID, chrome-extension://ID, moz-extension:, chrome-extension: or *';

/** The origin must be spelled as a browser sends it (RFC 6454 6.1), for it is compared as text. */
export function isCorsOrigin(text: string): boolean {
  if (text === ANY || EXTENSION_SCHEMES.includes(text) || EXTENSION_ORIGIN.test(text)) return true;
  // A star within a host would be compared as a star, and match nothing.
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** What `Access-Control-Allow-Origin` says to the origin; empty where it is not allowed. */
export function allowedOrigin(origins: readonly string[], origin: string): string {
  if (origins.includes(ANY)) return ANY;
  if (origins.includes(origin)) return origin;
  // Firefox gives each installation of an add-on an id of its own, so that only the scheme can be
  // named beforehand.
  const scheme = EXTENSION_ORIGIN.exec(origin)?.[1];
  return scheme !== undefined && origins.includes(scheme) ? origin : '';
}
