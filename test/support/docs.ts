import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['', 'docs', 'src'];
const FENCED = /^```(\w*)\n([^]*?)^```$/gm;

/** The text of a page, by its path from the root of the repository. */
export function readPage(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The paths of all pages of the documentation. */
export function listPages(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '', withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
      .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name))),
  );
}

/**
 * The code blocks of a page in a language, such as `sh`, in order.
 *
 * @throws Error if it has none.
 */
export function codeBlocks(path: string, language: string): string[] {
  const blocks = [...readPage(path).matchAll(FENCED)].filter(([, found]) => found === language);
  if (blocks.length === 0) throw new Error(`${path} has no code block in ${language}`);
  return blocks.map(([, , code = '']) => code);
}

/** The page without its code, in which nothing is a link or a heading. */
export function withoutCode(text: string): string {
  return text.replace(FENCED, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()#]/g, '_'));
}

/** The anchors of a page's headings, spelled as GitHub spells them. */
export function anchorsOf(path: string): Set<string> {
  const text = readPage(path).replace(FENCED, '');
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let n = 1; anchors.has(anchor); n++) anchor = `${slug}-${n}`;
    anchors.add(anchor);
  }
  return anchors;
}
