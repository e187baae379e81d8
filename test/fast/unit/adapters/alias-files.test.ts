import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAliasFile, writeAliasFile } from '../../../../src/adapters/alias-files/alias-files.js';
import { type AliasFileFormat, ALIAS_FILE_FORMATS, formatOf } from '../../../../src/adapters/alias-files/formats.js';
import { MAX_ROW_OCTETS } from '../../../../src/adapters/alias-files/read-lines.js';
import type { AliasRecord } from '../../../../src/application/ports/alias-store.js';
import { collect, malformed, oneByOne, row } from '../../../support/rows.js';

const GOTO = 'o@example.net';

/** Cut at every so many octets: a file comes in pieces that know nothing of its lines. */
const pieces = (bytes: Uint8Array, size: number) =>
  oneByOne(Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)));
const read = (format: AliasFileFormat, file: string | Uint8Array, size = 65_536) =>
  collect(readAliasFile(format, pieces(Buffer.from(file as string), size)));
const csv = (...lines: readonly string[]) => read('csv', ['address,goto,active', ...lines].join('\n'));

const record = (fields: Partial<AliasRecord> = {}): AliasRecord => ({
  id: 1,
  address: 'a@example.org',
  goto: GOTO,
  active: true,
  createdAt: new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6)),
  modifiedAt: new Date(Number.NaN),
  ...fields,
});
const write = async (format: AliasFileFormat, ...pages: readonly (readonly AliasRecord[])[]) =>
  (await collect(writeAliasFile(format, oneByOne(pages)))).join('');

describe('CSV', () => {
  test('columns are known by name, in any order and letter case, and others are passed over', async () => {
    const file = '\ufeff Goto ,note,ADDRESS\r\no@example.net,"a ""b"", c",a@example.org\r\n,,\r\n';
    for (const size of [1, 2, 3, 7, 1_000])
      expect(await read('csv', file, size)).toEqual([row(2, 'a@example.org', GOTO), row(3, '', '')]);
  });

  test('active is 1, 0, or 1 where it says nothing', async () => {
    const rows = await csv('a@x.example,b,1', 'a@x.example,b,0', 'a@x.example,b,', 'a@x.example,b, 0 ', 'a,b,yes');
    expect(rows).toEqual([
      row(2, 'a@x.example', 'b'),
      row(3, 'a@x.example', 'b', false),
      row(4, 'a@x.example', 'b'),
      row(5, 'a@x.example', 'b', false),
      malformed(6, { kind: 'field_not_a_flag', field: 'active' }),
    ]);
  });

  test('a row of too few or too many fields is refused, and blank lines are no rows', async () => {
    expect(await csv('a,b', '', '  ', 'a,b,c,d', 'a,b,1', '')).toEqual([
      malformed(2, { kind: 'wrong_field_count', expected: 3, found: 2, isPadded: false }),
      malformed(5, { kind: 'wrong_field_count', expected: 3, found: 4, isPadded: false }),
      row(6, 'a', 'b'),
    ]);
  });

  test('a field in quotes may hold commas, quotes and line ends; a row has the number of its first line', async () => {
    expect(await csv('"a,""b""\r\n\nc",d,1', '"e",f,"0"')).toEqual([
      row(2, 'a,"b"\n\nc', 'd'),
      row(5, 'e', 'f', false),
    ]);
  });

  test.each(['a"b,c,1', '"a"b,c,1', 'a,"b" ,1', ' "a",b,1'])('a quote where none may stand: %s', async (line) => {
    expect(await csv(line, 'e,f,1')).toEqual([malformed(2, { kind: 'misplaced_quote' }), row(3, 'e', 'f')]);
  });

  test.each([0, 1, 98, 99, 100, 250])(
    'of a quote that is not closed its own line alone is lost (%i follow)',
    async (count) => {
      const others = Array.from({ length: count }, (_, i) => `a${i},b,1`);
      expect(await csv('"a,b,1', ...others)).toEqual([
        malformed(2, { kind: 'unclosed_quote' }),
        ...others.map((_, i) => row(i + 3, `a${i}`, 'b')),
      ]);
    },
  );

  test('nor does another quote further down swallow what stands between', async () => {
    expect(await csv('"a,b,1', 'c,d,1', '"e",f,1', '"g,h,1')).toEqual([
      malformed(2, { kind: 'unclosed_quote' }),
      row(3, 'c', 'd'),
      row(4, 'e', 'f'),
      malformed(5, { kind: 'unclosed_quote' }),
    ]);
  });

  test('a field in quotes is not read on over the longest row', async () => {
    const rest = ['x'.repeat(40_000), 'x'.repeat(40_000), 'x",b,1', 'c,d,1'];
    expect((await csv('"a', ...rest)).map(({ number, row: { ok } }) => [number, ok])).toEqual([
      [2, false],
      [3, false],
      [4, false],
      [5, false],
      [6, true],
    ]);
    expect((await csv('"a', ...rest))[0]).toEqual(malformed(2, { kind: 'unclosed_quote' }));
  });

  test.each([
    ['', 'the file is empty'],
    ['\n\n', 'the file is empty'],
    ['a@example.org,o@example.net\n', 'does not name the columns, like address,goto,active'],
    ['address;goto;active\n', 'separated by ";": commas are needed'],
    ['address\tgoto\n', 'separated by "\\t"'],
    ['address,goto,Address\n', 'two columns are named address'],
    ['address,goto,Spreadsheet_Address\n', 'two columns are named address'],
    ['sep=,\naddress,goto\n', 'delete the line sep='],
    ['sep=;\naddress;goto\n', 'delete the line sep='],
    [Buffer.from('\ufeffaddress,goto\n', 'utf16le'), 'in UTF-16): save the file in UTF-8'],
    [Buffer.from('address,goto\n', 'utf16le'), 'in UTF-16): save the file in UTF-8'],
    [Buffer.from('address,goto,größe\n', 'latin1'), 'not in UTF-8'],
    ['"address,goto\n', 'does not name the columns'],
    ['{"address":"a@example.org"}\n', 'does not name the columns'],
  ])('%j is no file of aliases', async (file, message) => {
    await expect(read('csv', file)).rejects.toThrow(message);
  });

  test('commas at the end of a row, which a spreadsheet writes, are told of', async () => {
    expect(await csv('a,b,1,,', 'a,b,1, ,x')).toEqual([
      malformed(2, { kind: 'wrong_field_count', expected: 3, found: 5, isPadded: true }),
      malformed(3, { kind: 'wrong_field_count', expected: 3, found: 5, isPadded: false }),
    ]);
    expect(await read('csv', 'address,goto,,\na,b,,\n')).toEqual([row(2, 'a', 'b')]);
  });

  test('for a spreadsheet no cell begins like a formula, and it is read back as it was', async () => {
    const addresses = ['=1+1', '+a', '-a', '@example.org', '\ta', '\na', "'a", "'=a", 'a=1'].map(
      (text) => `${text}@x.example`,
    );
    const file = (
      await collect(
        writeAliasFile('csv', oneByOne([addresses.map((address) => record({ address, goto: address }))]), {
          forSpreadsheet: true,
        }),
      )
    ).join('');
    expect(file).toMatch(
      /^spreadsheet_address,spreadsheet_goto,active,created,modified\r\n'=1\+1@x\.example,'=1\+1@x\.example,1,/,
    );
    expect(file).not.toMatch(/(?:^|,|\n)"?[=+\-@\t]/);
    expect((await read('csv', file)).map(({ row: one }) => one)).toEqual(
      addresses.map((address) => ({ ok: true, value: { address, goto: address, active: true } })),
    );
  });

  test('is written with CRLF, and with quotes where they are needed', async () => {
    const odd = record({ address: '@example.org', goto: 'a@x.example, "b"@y.example', active: false });
    expect(await write('csv', [record()], [odd])).toBe(
      'address,goto,active,created,modified\r\n' +
        'a@example.org,o@example.net,1,2026-01-02T03:04:05.006Z,\r\n' +
        '@example.org,"a@x.example, ""b""@y.example",0,2026-01-02T03:04:05.006Z,\r\n',
    );
    expect(await write('csv')).toBe('address,goto,active,created,modified\r\n');
  });
});

describe('JSON lines', () => {
  test('an object is a row, and anything else is refused', async () => {
    const lines = [
      '\ufeff{"address":"a","goto":"b","active":0,"note":{}}',
      '{"goto":"b","address":"a"}',
      '',
      '{"address":"a","goto":"b","active":true}',
      '{"address":"a","goto":"b","active":false}',
      '{"address":"a","goto":"b","active":null}',
      '{"address":"a","goto":"b","active":"1"}',
      '{"address":1,"goto":"b"}',
      '{"address":"a"}',
      '["a","b"]',
      'null',
      '{"address":"a"',
    ];
    expect(await read('jsonl', lines.join('\n'), 5)).toEqual([
      row(1, 'a', 'b', false),
      row(2, 'a', 'b'),
      row(4, 'a', 'b'),
      row(5, 'a', 'b', false),
      row(6, 'a', 'b'),
      malformed(7, { kind: 'field_not_a_flag', field: 'active' }),
      malformed(8, { kind: 'field_not_text', field: 'address' }),
      malformed(9, { kind: 'field_missing', field: 'goto' }),
      ...[10, 11, 12].map((number) => malformed(number, { kind: 'not_a_json_object' })),
    ]);
    expect(await read('jsonl', '')).toEqual([]);
  });

  test('is written as the HTTP API lists aliases', async () => {
    expect(await write('jsonl', [record({ active: false })])).toBe(
      '{"address":"a@example.org","goto":"o@example.net","active":0,"created":"2026-01-02T03:04:05.006Z","modified":""}\n',
    );
  });
});

describe.each(ALIAS_FILE_FORMATS)('a file of %s', (format) => {
  const good = { csv: 'a,b', jsonl: '{"address":"a","goto":"b"}' }[format];
  const header = format === 'csv' ? 'address,goto\n' : '\n';

  test('a line that is too long is refused without being kept, and the next is read', async () => {
    const longest = good.padEnd(MAX_ROW_OCTETS - 1) + ' ';
    const lines = [`${longest} `, good, longest, `${longest}${longest}${longest}`, good, `${longest}${longest}`];
    const rows = await read(format, header + lines.join('\n'), 10_000);
    const tooLong = (number: number) => malformed(number, { kind: 'row_too_long', maxOctets: MAX_ROW_OCTETS });
    expect(rows.map(({ number, row: { ok } }) => [number, ok])).toEqual([
      [2, false],
      [3, true],
      [4, true],
      [5, false],
      [6, true],
      [7, false],
    ]);
    for (const at of [0, 3, 5]) expect(rows[at]).toEqual(tooLong(at + 2));
  });

  test('what is not UTF-8 is refused, and the next line is read', async () => {
    const bytes = Buffer.concat([Buffer.from(`${header}é\u{1F4EE}`), Buffer.from([0xff, 0x0a]), Buffer.from(good)]);
    expect(await read(format, bytes, 3)).toEqual([malformed(2, { kind: 'not_utf8' }), row(3, 'a', 'b')]);
  });

  test('what was written is read again, whatever the rows hold', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !/\r/.test(one));
    const records = fc.array(fc.record({ address: text, goto: text, active: fc.boolean() }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(records, fc.integer({ min: 1, max: 50 }), async (fields, size) => {
        const file = Buffer.from(await write(format, fields.map(record)));
        const rows = await collect(readAliasFile(format, pieces(file, size)));
        expect(rows.map(({ row: one }) => one)).toEqual(fields.map((value) => ({ ok: true, value })));
      }),
    );
  });

  test('no bytes at all are a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const file = Buffer.concat([Buffer.from(header), bytes]);
        for (const { number } of await read(format, file, 9)) expect(number).toBeGreaterThan(1);
      }),
    );
  });
});

test('a file’s name says its format', () => {
  expect(['a.csv', 'B.CSV', 'a.jsonl', 'a.json', 'csv', '-'].map(formatOf)).toEqual([
    'csv',
    'csv',
    'jsonl',
    undefined,
    undefined,
    undefined,
  ]);
});
