/** What a worker tells the primary of its start, once. */
export type FromWorker =
  { readonly postern: 'listening'; readonly url: string } | { readonly postern: 'failed'; readonly message: string };

/** What the primary tells a worker: to finish what runs and end, and then not to wait for that any longer. */
export type ToWorker = { readonly postern: 'stop' } | { readonly postern: 'cut_off' };

/** Libraries send messages of their own on the same channel. */
export function isFromWorker(message: unknown): message is FromWorker {
  return isOurs(message);
}

export function isToWorker(message: unknown): message is ToWorker {
  return isOurs(message);
}

function isOurs(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'postern' in message;
}
