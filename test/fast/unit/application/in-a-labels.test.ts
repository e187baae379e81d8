import { expect, test } from '@jest/globals';
import { uts46 } from '../../../../src/adapters/idna/uts46.js';
import { inALabels } from '../../../../src/application/domains/in-a-labels.js';

test.each([
  ['bücher.example', 'xn--bcher-kva.example'],
  ['Shop@bücher.example', 'Shop@xn--bcher-kva.example'],
  ['ü@a@bücher.example', 'ü@a@xn--bcher-kva.example'],
  ['büro@example.org', 'büro@example.org'],
  ['a@\u212a.example', 'a@\u212a.example'],
  ['a@', 'a@'],
  ['', ''],
])('%j is %j', (text, spelled) => {
  expect(inALabels(text, uts46)).toBe(spelled);
});
