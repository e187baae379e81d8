import { randomBytes } from 'node:crypto';
import type { StartedTestContainer } from 'testcontainers';
import { requireDockerEngine } from './docker-engine.js';
import { answers } from './raw-connection.js';
import type { ServerKind } from './server-kind.js';
import { waitUntil } from './wait-until.js';

export interface OpenServer {
  /** The administrator's. */
  readonly adminUrl: string;
  readonly stop: () => Promise<void>;
}

/** The oldest of each that is supported, as far as it has an image; another by POSTERN_TEST_<KIND>_IMAGE. */
const IMAGES: Readonly<Record<ServerKind, string>> = {
  mariadb: 'mariadb:10.11',
  mysql: 'mysql:8.4',
  postgres: 'postgres:15',
};

/** Throws where there is no engine, or where it has no such image and can get none. */
export async function startContainer(kind: ServerKind): Promise<OpenServer> {
  await requireDockerEngine();
  const image = process.env[`POSTERN_TEST_${kind.toUpperCase()}_IMAGE`] ?? IMAGES[kind];
  // No shell's character is in it: PostgreSqlContainer writes it bare into a health check.
  return START[kind](image, randomBytes(12).toString('hex')).catch((error: unknown) => {
    throw new Error(`${image}: ${(error as Error).message}`, { cause: error });
  });
}

/** testcontainers takes most of a second to load: only once an engine is there. */
const START: Readonly<Record<ServerKind, (image: string, password: string) => Promise<OpenServer>>> = {
  mariadb: async (image, password) => {
    const { MariaDbContainer } = await import('@testcontainers/mariadb');
    const container = await new MariaDbContainer(image).withRootPassword(password).start();
    return opened(container, container.getPort(), (at) => `mysql://root:${password}@${at}/mysql`);
  },
  mysql: async (image, password) => {
    const { MySqlContainer } = await import('@testcontainers/mysql');
    const container = await new MySqlContainer(image).withRootPassword(password).start();
    return opened(container, container.getPort(), (at) => `mysql://root:${password}@${at}/mysql`);
  },
  postgres: async (image, password) => {
    const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
    const container = await new PostgreSqlContainer(image).withPassword(password).start();
    return opened(container, container.getPort(), (at) => `postgres://test:${password}@${at}/postgres`);
  },
};

async function opened(container: StartedTestContainer, port: number, url: (at: string) => string): Promise<OpenServer> {
  const adminUrl = url(`${container.getHost()}:${port}`);
  // Not left to testcontainers' own cleaner, which may be turned off.
  const stop = async () => {
    await container.stop({ timeout: 0, removeVolumes: true });
  };
  try {
    // Its port may be open before the server answers.
    await waitUntil(`${container.getName()} answers`, () => answers(adminUrl));
    return { adminUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
