export { createHttpApp, type HttpAppDependencies, type HttpAppOptions } from './pipeline/create-http-app.js';
export { HttpServer, type HttpServerLimits } from './server/http-server.js';
export type { HttpObserver, RequestLine } from './pipeline/observer.js';
