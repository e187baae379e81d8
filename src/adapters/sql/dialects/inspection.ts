import type { Finding } from '../finding.js';

/** How far the server's clock may be from ours before keys expire at the wrong time. */
const MAX_CLOCK_SKEW_SECONDS = 60;

/** Whether the server is one of those that we know, by the oldest version of each. */
export function versionFinding<Product extends string>(
  product: Product,
  version: string,
  oldest: Readonly<Record<Product, string>>,
): Finding {
  const [major = 0, minor = 0] = (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest[product].split('.').map(Number);
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return isOld
    ? { level: 'error', topic: 'server', message: `${product} ${version} is too old: ${oldest[product]} or later` }
    : { level: 'ok', topic: 'server', message: `${product} ${version}` };
}

export function clockFinding(serverNow: Date): Finding {
  const seconds = Math.round(Math.abs(serverNow.getTime() - Date.now()) / 1_000);
  return seconds <= MAX_CLOCK_SKEW_SECONDS
    ? { level: 'ok', topic: 'clock', message: "the server's clock agrees with this machine's" }
    : {
        level: 'warning',
        topic: 'clock',
        message: `the server's clock is ${seconds} seconds from this machine's: keys expire and aliases are dated by either`,
      };
}
