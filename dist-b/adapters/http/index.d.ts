export { createHttpApp, type HttpAppDependencies, type HttpAppOptions } from './create-http-app.js';
export { HttpServer, type HttpServerLimits } from './http-server.js';
export type { HttpObserver, RequestLine } from './observer.js';
