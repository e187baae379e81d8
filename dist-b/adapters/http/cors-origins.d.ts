/** Who may be named to `POSTERN_CORS_ORIGINS`. */
export declare const CORS_ORIGIN_FORMS = "an origin (https://app.example), moz-extension://ID, chrome-extension://ID, moz-extension:, chrome-extension: or *";
/** The origin must be spelled as a browser sends it (RFC 6454 6.1), for it is compared as text. */
export declare function isCorsOrigin(text: string): boolean;
/** What `Access-Control-Allow-Origin` says to the origin; empty where it is not allowed. */
export declare function allowedOrigin(origins: readonly string[], origin: string): string;
