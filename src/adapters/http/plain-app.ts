import type { RequestListener } from 'node:http';
import { render } from './apis/postern/problems.js';
import type { HttpApp } from './pipeline/create-app.js';
import { requestIdIn } from './pipeline/identify-request.js';
import { writeAnswer } from './pipeline/send-answer.js';

/** A listener without Koa, for what is no API; what is no HTTP is refused as our own API does. */
export function plainApp(listener: RequestListener): HttpApp {
  return {
    listener,
    refuse: (problem, request) =>
      writeAnswer(render(problem), {
        requestId: requestIdIn(request?.headers ?? {}),
        limits: [],
        vary: [],
        sharing: [],
      }),
  };
}
