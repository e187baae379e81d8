/** The token in a mail's text. */
export function tokenIn(text: string): string {
  return /token=([0-9a-f]{64})\b/.exec(text)?.[1] ?? '';
}
