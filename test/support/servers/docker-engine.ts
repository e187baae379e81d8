import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PING_TIMEOUT_MS = 2_000;

/** Throws, saying where it asked, where no Docker engine answers. Far quicker than loading testcontainers to be told so. */
export async function requireDockerEngine(): Promise<void> {
  const host = process.env['DOCKER_HOST'];
  // Anything but a plain socket (TLS, ssh) is testcontainers' to speak.
  if (host && !host.startsWith('unix://')) return;
  const sockets = host ? [host.slice('unix://'.length)] : usualSockets().filter((path) => existsSync(path));
  if (sockets.length === 0) throw new Error('no Docker engine on this machine (no socket, and no DOCKER_HOST)');
  for (const socket of sockets) if (await answers(socket)) return;
  throw new Error(`no Docker engine answers at ${sockets.join(', ')}`);
}

function usualSockets(): string[] {
  const runtime = process.env['XDG_RUNTIME_DIR'];
  return [
    '/var/run/docker.sock',
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(homedir(), '.docker/run/docker.sock'),
    join(homedir(), '.docker/desktop/docker.sock'),
  ];
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/_ping', timeout: PING_TIMEOUT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy(new Error('no answer')));
    ping.on('error', () => {
      resolve(false);
    });
    ping.end();
  });
}
