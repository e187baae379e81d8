import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HttpObserver } from '../../adapters/http/pipeline/observer.js';
import type { PoolUse } from '../../adapters/sql/connections/dialect.js';
import type { AliasList, AliasStore } from '../../application/ports/alias-store.js';

const LATENCY_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MS_PER_SECOND = 1_000;
/** Paths that are no route have one label together, so that callers cannot make new ones. */
const NO_ROUTE = 'none';

/** What an operator watches, in Prometheus' form. No label holds what a caller may choose. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'postern_http_requests_total',
    help: 'Requests that ended, by route and status; hung_up where the caller left before the answer.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });
  private readonly latency = new Histogram({
    name: 'postern_http_request_duration_seconds',
    help: 'From a request to the end of its answer.',
    labelNames: ['route'],
    buckets: LATENCY_BUCKETS_SECONDS,
    registers: [this.registry],
  });
  private readonly failures = new Counter({
    name: 'postern_http_failures_total',
    help: 'Requests that a fault of ours (500) or of the storage (503) ended.',
    labelNames: ['status'],
    registers: [this.registry],
  });
  private readonly running = new Gauge({
    name: 'postern_http_requests_running',
    help: 'Requests that run: their answer is not out yet, or their work goes on after the caller hung up.',
    registers: [this.registry],
  });
  private readonly keyUseFailures = new Counter({
    name: 'postern_key_use_failures_total',
    help: 'Uses of a key whose time could not be written.',
    registers: [this.registry],
  });
  private readonly claims = new Counter({
    name: 'postern_alias_claims_total',
    help: 'Claims of an address, by what the storage said of them.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  /** @param linesLost - how many lines the log has lost. */
  constructor(linesLost: () => number) {
    collectDefaultMetrics({ register: this.registry });
    let counted = 0;
    new Counter({
      name: 'postern_log_lines_lost_total',
      help: 'Lines of the log that were lost because standard output took none.',
      registers: [this.registry],
      collect() {
        const lost = linesLost();
        this.inc(lost - counted);
        counted = lost;
      },
    });
  }

  readonly contentType = this.registry.contentType;

  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Lets the primary of several workers ask for them. */
  tellPrimary(): void {
    AggregatorRegistry.setRegistries([this.registry]);
    new AggregatorRegistry();
  }

  /** Counts requests, and tells another observer of them. */
  observing(next: HttpObserver): HttpObserver {
    return {
      requestsRunning: (count) => {
        this.running.set(count);
      },
      requestDone: (line) => {
        const route = line.route ?? NO_ROUTE;
        this.requests.inc({ method: line.method, route, status: line.status ?? 'hung_up' });
        this.latency.observe({ route }, line.durationMs / MS_PER_SECOND);
        next.requestDone(line);
      },
      requestFailed: (failure) => {
        this.failures.inc({ status: failure.status });
        next.requestFailed(failure);
      },
    };
  }

  /** A key's last use could not be written. */
  keyUseFailed(): void {
    this.keyUseFailures.inc();
  }

  /** The same store, whose claims are counted. */
  counting(aliases: AliasStore & AliasList): AliasStore & AliasList {
    // Everything else is asked of the store itself.
    const counted = Object.create(aliases) as typeof aliases;
    counted.claim = async (claim) => {
      try {
        const outcome = await aliases.claim(claim);
        this.claims.inc({ outcome: outcome.kind });
        return outcome;
      } catch (error) {
        this.claims.inc({ outcome: 'failed' });
        throw error;
      }
    };
    return counted;
  }

  watchPool(use: () => PoolUse): void {
    new Gauge({
      name: 'postern_database_connections',
      help: 'Connections of the pool, by state.',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        const { used, free } = use();
        this.set({ state: 'used' }, used);
        this.set({ state: 'free' }, free);
      },
    });
    new Gauge({
      name: 'postern_database_waiting',
      help: 'Callers that wait for a connection of the pool.',
      registers: [this.registry],
      collect() {
        this.set(use().waiting);
      },
    });
  }

  /** Watches how many mails wait; the metric is absent while the storage does not answer. */
  watchMailQueue(size: () => Promise<number>): void {
    const gauge = new Gauge({
      name: 'postern_mail_queue_length',
      // All workers see the same queue.
      aggregator: 'max',
      help: 'Mails that wait to be sent.',
      registers: [this.registry],
      async collect() {
        try {
          this.set(await size());
        } catch {
          this.remove();
        }
      },
    });
    gauge.remove();
  }
}

/** The metrics of all workers together, for their primary. */
export class WorkersMetrics {
  private readonly registry = new AggregatorRegistry();
  readonly contentType = this.registry.contentType;

  text(): Promise<string> {
    return this.registry.clusterMetrics();
  }
}
