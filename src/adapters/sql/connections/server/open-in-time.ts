import type { Socket } from 'node:net';

/**
 * Runs what opens a session on this socket, and gives the socket up where that fails or takes longer. The driver packages bound
 * their own part of it alone, and a server that lets us in and then says nothing would keep one socket after another.
 */
export async function openInTime(socket: Socket, timeoutMs: number, open: () => Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => {
    socket.destroy(new Error(`the database let nobody in within ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    await open();
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
