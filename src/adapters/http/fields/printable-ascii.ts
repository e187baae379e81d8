const OTHER = /[^ -~]/g;

/**
 * Outside text as every column can keep it, whatever its charset: what is no printable ASCII is percent-encoded, octet by octet as it
 * came (Node.js reads a header field as latin1); at most `maxLength` characters, which are octets then too.
 */
export function printableAscii(text: string, maxLength: number): string {
  // Each character is one at least.
  const encoded = text.slice(0, maxLength).replace(OTHER, (other) => encode(other.charCodeAt(0)));
  return encoded.slice(0, maxLength);
}

function encode(code: number): string {
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}
