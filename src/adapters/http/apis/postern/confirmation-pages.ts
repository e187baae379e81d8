import type { Answer } from '../../pipeline/answer.js';
import type { Context } from '../../pipeline/context.js';

/**
 * Pages for whoever opens the link of a mail in a browser: no script, no style, nothing from
 * anywhere else. The form may go back to where it came from alone, and no page may frame this one.
 */
const POLICY = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Programs that say nothing of what they accept get JSON. */
export function wantsPage(ctx: Context): boolean {
  ctx.state.vary.push('Accept');
  return ctx.accepts('json', 'html') === 'html';
}

export function pageAnswer(status: number, page: string): Answer {
  return { status, body: page, type: 'text/html; charset=utf-8', contentPolicy: POLICY };
}

/**
 * The form's target is relative, so that it is right behind a proxy that serves us under a path.
 */
export function confirmationPage(email: string, days: number, token: string): string {
  return page(
    'Confirm your API key',
    `<p>Make an API key for <b>${escape(email)}</b> that works for ${daysText(days)}?</p>
<form method="post" action="confirm">
<input type="hidden" name="token" value="${escape(token)}">
<button type="submit">Make the key</button>
</form>
<p>If you did not ask for it, close this page.</p>`,
  );
}

export function keyPage(email: string, days: number, key: string): string {
  return page(
    'Your API key',
    `<p>This is the API key for <b>${escape(email)}</b>. It works for ${daysText(days)}.</p>
<pre>${escape(key)}</pre>
<p>It is shown this once. Keep it where nobody else reads it.</p>`,
  );
}

export function invalidLinkPage(): string {
  return page(
    'This link does not work',
    '<p>It was used already, or it has expired. Ask for a new mail, and open its link.</p>',
  );
}

export function tooManyKeysPage(): string {
  return page(
    'You have too many keys',
    '<p>You have as many API keys as you may have. This link works again, until it expires, once one of them is revoked.</p>',
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}

const daysText = (days: number) => `${days} ${days === 1 ? 'day' : 'days'}`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
