export { createHttpApp } from './create-http-app.js';
export { HttpServer } from './http-server.js';
