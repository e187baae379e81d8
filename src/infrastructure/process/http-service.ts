import type { Logger } from 'pino';
import type { HttpServer } from '../../adapters/http/server/http-server.js';
import type { MetricsServer } from '../observability/metrics-server.js';
import type { BackgroundWorker } from './background-worker.js';

interface ServiceParts {
  readonly settings: {
    readonly host: string;
    readonly port: number;
    readonly shutdownTimeoutMs: number;
  };
  /** Whether the primary of several workers logs where they listen. */
  readonly isWorker: boolean;
  readonly logger: Logger;
  readonly limiter: { close?(): void };
  readonly background: readonly BackgroundWorker[];
  readonly metricsServer: MetricsServer | undefined;
  readonly keyUses: { settled(timeoutMs: number): Promise<void> };
  readonly closeStorage: () => Promise<void>;
}

/** Serves the HTTP API on an open storage, which it closes in the end. */
export class HttpService {
  private listensAt = '';

  constructor(
    private readonly server: HttpServer,
    private readonly parts: ServiceParts,
  ) {}

  /** Where it listens, by the port that it really got. */
  get url(): string {
    return this.listensAt;
  }

  /** Resolves once it listens. If it cannot, all is let go but the storage. */
  async start(): Promise<void> {
    const { settings, isWorker, logger, limiter, metricsServer, background } = this.parts;
    try {
      await metricsServer?.start();
      this.listensAt = await this.server.listen(settings.port, settings.host);
    } catch (error) {
      await metricsServer?.stop();
      limiter.close?.();
      throw error;
    }
    if (!isWorker) logger.info({ url: this.url }, `listening on ${this.url}`);
    for (const worker of background) worker.start();
  }

  /**
   * Accepts nothing more, finishes what runs, then closes the storage. What still runs when the time
   * limit is over is cut off.
   */
  async stop(): Promise<void> {
    const { settings, logger, limiter, metricsServer, background, keyUses, closeStorage } = this.parts;
    const { shutdownTimeoutMs } = settings;
    logger.info('shutting down');
    const timer = setTimeout(() => {
      logger.warn({ timeout_ms: shutdownTimeoutMs }, 'cutting off what still runs');
      this.server.cutOff();
    }, shutdownTimeoutMs);
    await Promise.all([this.server.stop(), ...background.map((worker) => worker.stop(shutdownTimeoutMs))]);
    clearTimeout(timer);
    await keyUses.settled(shutdownTimeoutMs);
    // Watched to the end.
    await metricsServer?.stop();
    limiter.close?.();
    await closeStorage();
    logger.info('shut down');
  }

  /** Cuts off what still runs. */
  cutOff(): void {
    this.server.cutOff();
  }
}
