export { createHttpApp, type HttpAppDependencies, type HttpAppOptions } from './create-http-app.js';
export { HttpServer, type HttpServerLimits } from './server/http-server.js';
export type { HttpApp } from './pipeline/create-app.js';
export type { HttpObserver, RequestLine } from './pipeline/observer.js';
