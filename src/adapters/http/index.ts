export { createHttpApp, type HttpAppDependencies, type HttpAppOptions } from './create-http-app.js';
export { createHttpServer, HTTP_SERVER_LIMITS, type HttpServerLimits } from './create-http-server.js';
export type { HttpObserver, RequestLine } from './observer.js';
