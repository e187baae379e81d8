import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parseEnvFile } from '../../../../src/infrastructure/settings/read-env-file.js';

const parse = (text: string) => parseEnvFile(Buffer.from(text));
const SECRET = 'hunter2';

describe('a .env file', () => {
  test.each([
    ['', {}],
    ['A=1\nB=2', { A: '1', B: '2' }],
    ['\uFEFFA=1\nB=2\n', { A: '1', B: '2' }],
    ['\uFEFF# a comment\r\nA=1\r\n\r\n  export B = two words  # and why\r\n', { A: '1', B: 'two words' }],
    [`A="#1" # one\nB='"'\nC=\`'\`\nD=\nE= # nothing`, { A: '#1', B: '"', C: "'", D: '', E: '' }],
    ['A="  é  "\nB="x\\ny"\nC=a=b', { A: '  é  ', B: 'x\ny', C: 'a=b' }],
  ])('%j', (text, values) => {
    expect(parse(text)).toEqual({ values, problems: [] });
    expect(parseEnv(text.replace('\uFEFF', ''))).toEqual(values);
  });

  test.each([
    [SECRET, 'line 1: it is neither NAME=value nor a comment'],
    [`A=1\n: ${SECRET}`, 'line 2: it is neither NAME=value nor a comment'],
    [`A B=${SECRET}`, 'line 1: it is neither NAME=value nor a comment'],
    [`# why\nA="${SECRET}\nB=1`, 'line 2: the quote " is not closed on this line'],
    [`A='${SECRET}' ${SECRET}`, "line 1: something follows the closing '"],
    [`A=${SECRET}#${SECRET}`, 'line 1: a # begins a comment: put the value in quotes'],
    [`A=#${SECRET}`, 'line 1: a # begins a comment: put the value in quotes'],
    [`A=1\nB=1\nA=${SECRET}`, 'line 3: A is set on line 1 already'],
    [`A=${SECRET}\rB=1`, 'line 1: it holds a control character'],
    [`A=${SECRET}\n\uFEFFB=1`, 'line 2: it is neither NAME=value nor a comment'],
  ])('%j is refused by the line’s number, and its value is not quoted', (text, problem) => {
    const { problems } = parse(text);
    expect(problems).toEqual([`.env, ${problem}`]);
    expect(problems.join()).not.toContain(SECRET);
  });

  test('what is not in UTF-8 is refused by the line’s number', () => {
    expect(parseEnvFile(Buffer.from('A=1\nB=gr\u00fc\u00dfe', 'latin1'))).toEqual({
      values: { A: '1' },
      problems: ['.env, line 2: it is not in UTF-8'],
    });
  });

  test.each(['\uFEFFA=1\n', 'A=1\n'])('UTF-16 is told by its name: %j', (text) => {
    const little = Buffer.from(text, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      expect(parseEnvFile(bytes)).toEqual({ values: {}, problems: ['.env: it is in UTF-16; save it in UTF-8'] });
    }
  });
});
