import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { findProgram } from '../support/servers/find-program.js';
import { postern, seed, serve } from '../support/service-process.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

const RESTRICT = fileURLToPath(new URL('../support/restrict-setgid.pl', import.meta.url));

describeWith(['perl'], 'under RestrictSUIDSGID=yes, as deploy/postern.service has it', () => {
  const folder = useTemporaryFolder();
  beforeEach(() => {
    mkdirSync(folder.file('state'));
  });

  const at = () => ({ cwd: folder.file('state'), before: `exec '${findProgram('perl') ?? ''}' '${RESTRICT}' "$@"` });
  const modeOf = (path: string) => (statSync(folder.file(path)).mode & 0o7777).toString(8);

  test.each([
    ['2770', '2770'],
    ['750', '770'],
  ])('in a StateDirectory of mode %s, the first start makes its database', async (mode, made) => {
    chmodSync(folder.file('state'), parseInt(mode, 8));
    await using service = serve(at());
    const url = await service.listening();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect([modeOf('state/data'), modeOf('state/data/postern.db')]).toEqual([made, '660']);
    service.kill('SIGTERM');
    expect(await service.exited).toMatchObject({ code: 0, stderr: '' });
  });

  test('so does the first command, and map files are written', async () => {
    expect(await seed(at())).toMatch(/^[0-9a-f]{64}$/);
    expect(await postern(at(), 'postfix-maps', '--out', 'maps')).toMatchObject({ code: 0 });
  });
});
