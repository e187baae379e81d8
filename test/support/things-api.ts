import * as z from 'zod';
import type { Api } from '../../src/adapters/http/api.js';
import type { Answer } from '../../src/adapters/http/pipeline/answer.js';
import { callerOf } from '../../src/adapters/http/pipeline/caller/caller-of.js';
import type { HttpProblem } from '../../src/adapters/http/pipeline/problem.js';
import { withFields, withQuery } from '../../src/adapters/http/pipeline/bodies/read-fields.js';
import type { Route } from '../../src/adapters/http/pipeline/routing/route.js';
import { ApiKey } from '../../src/domain/api-key.js';
import { err } from '../../src/domain/result.js';

const STATUS: Partial<Record<HttpProblem['kind'], number>> = {
  route_unknown: 404,
  method_not_allowed: 405,
  key_missing: 401,
  key_malformed: 401,
  key_refused: 401,
  field_refused: 422,
  limit_reached: 429,
  fault: 500,
  unavailable: 503,
};

function render(problem: HttpProblem): Answer {
  const status = STATUS[problem.kind] ?? 400;
  const errors = problem.kind === 'field_refused' ? { errors: { [problem.field]: [problem.message] } } : {};
  return { status, body: { message: problem.kind, ...errors } };
}

/** An API that is as unlike ours as can be: its key, its words, its methods, its statuses. */
export function thingsApi(): Api {
  const notes = new Map<string, string>();
  const note = z.string({ error: 'A note is text.' }).meta({ description: 'Any text.', examples: ['for the shop'] });
  const common = { access: { by: 'key', bucket: 'create_per_key' }, operation: 'thing' } as const;
  const tag = { name: 'Things', description: 'What this API is about.' };
  const schema = z.object({ data: z.unknown() });
  const answer = (status: number) => ({ status, description: 'It.', body: { schema, example: { data: 1 } } });
  const about = (id: string) => ({ id, tag, summary: id });
  const routes: Route[] = [
    {
      ...common,
      method: 'post',
      path: '/api/v1/things',
      about: { ...about('makeThing'), input: z.object({ note }), answer: answer(201) },
      handle: withFields(z.object({ note }), (_, fields) => {
        notes.set(String(notes.size), fields.note);
        return Promise.resolve({ status: 201, body: { data: { id: String(notes.size - 1) } } });
      }),
    },
    {
      ...common,
      method: 'get',
      path: '/api/v1/things',
      about: { ...about('listThings'), answer: answer(200) },
      handle: withQuery(z.object({ 'page[number]': note.optional() }), (ctx, fields) => {
        const { owner } = callerOf(ctx);
        return Promise.resolve({ status: 200, body: { data: [...notes], owner, page: fields['page[number]'] } });
      }),
    },
    {
      ...common,
      method: 'patch',
      path: '/api/v1/things/:id',
      about: { ...about('changeThing'), input: z.object({ note }), answer: answer(200) },
      handle: withFields(z.object({ note }), (ctx, fields) => {
        const { id = '' } = ctx.state.parameters;
        notes.set(id, fields.note);
        return Promise.resolve({ status: 200, body: { data: { id, note: fields.note } } });
      }),
    },
    {
      ...common,
      method: 'delete',
      path: '/api/v1/things/:id',
      about: { ...about('dropThing'), answer: { status: 204, description: 'It is gone.' } },
      handle: (ctx) =>
        notes.delete(ctx.state.parameters['id'] ?? '')
          ? { status: 204 }
          : { status: 404, body: { message: 'no such thing' } },
    },
  ];
  return {
    prefix: '/api/v1/',
    credential: {
      header: 'Authorization',
      parse: (text) => (text.startsWith('Bearer ') ? ApiKey.parse(text.slice(7)) : err('no_bearer')),
    },
    routes,
    document: {
      description: 'Things.',
      componentPrefix: 'Things',
      securityScheme: { type: 'http', scheme: 'bearer' },
      refusal: z.object({ message: z.string() }),
    },
    render,
  };
}
