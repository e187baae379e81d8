/** Stops the servers of the run. The last words of a run are about what it left out. */
export default async function globalTeardown(): Promise<void> {
  await Promise.all(globalThis.testServers.map((server) => server.stop()));
  const { closeLeftOut, describeLeftOut } = await import('./left-out.js');
  process.stderr.write(describeLeftOut(closeLeftOut()));
}
