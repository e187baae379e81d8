/** Keys that a stranger may make Postfix ask about, as bytes: none of them is an address or domain that anybody has. */
export const HOSTILE_KEYS: readonly Buffer[] = [
  // Outside ASCII: of two, three and four octets, and a local part or domain alone.
  ...[
    'é@example.org',
    'x@exämple.org',
    'exämple.org',
    '中@example.org',
    '😀@example.org',
    'shop@ex😀mple.org',
    'é',
    '@é.example',
  ],
  // What collations take for "shop", or pass over. (Postfix itself lowercases U+017F and U+212A to s and k.)
  ...['shóp@example.org', 'ｓhop@example.org', 'sh\u00adop@example.org', 'shop\u200b@example.org'],
  ...[
    'sh\u0001op@example.org',
    'shop\u007f@example.org',
    'shop @example.org',
    '"shop "@example.org',
    'shop@example.org ',
  ],
  // What SQL, its literals and Postfix's own queries give a meaning.
  ...[
    "'@example.org",
    "''@example.org",
    "shop'--@example.org",
    '\\@example.org',
    "\\'@example.org",
    'shop\\@example.org',
  ],
  ...['"@example.org', '`@example.org', ';@example.org', "' OR '1'='1@example.org", '/*@example.org', '--@example.org'],
  ...[
    '%s@example.org',
    '%u%d%%@example.org',
    '%@example.org',
    '_@example.org',
    '$1@example.org',
    '?1@example.org',
    '*@*',
  ],
  ...[
    '[^!-~]@example.org',
    '@[127.0.0.1]',
    'shop@[IPv6:::1]',
    '@',
    '@@',
    'a@b@example.org',
    'shop',
    'shop@',
    '0',
    '0@0',
  ],
  // Longer than any column; Postfix takes lines of 2,048 octets.
  ...[`${'x'.repeat(2_000)}@example.org`, `x@${'y'.repeat(2_000)}.example`, `${'é'.repeat(1_000)}@example.org`],
].map((key) => Buffer.from(key));

/** Those that are no UTF-8: Postfix asks about them if smtputf8_enable is off. */
export const MALFORMED_KEYS: readonly Buffer[] = [
  ...[
    '\xe9@example.org',
    'x@ex\xe4mple.org',
    '\xff\xfe@example.org',
    '\x80\x9f@example.org',
    'shop\xc3@example.org',
    '\xc3',
  ],
  // Overlong, a surrogate, beyond Unicode, cut off in front of a quote and of a backslash.
  ...['\xc1\xb3hop@example.org', '\xed\xa0\x80@example.org', '\xf5\x90\x80\x80@example.org'],
  ...["\xe0'@example.org", '\xf0\x9f\\@example.org', "\xbf'@example.org", '\x81\\@example.org'],
].map((key) => Buffer.from(key, 'latin1'));
