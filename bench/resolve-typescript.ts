import { registerHooks } from 'node:module';

/** Loaded before anything else (`node --import`): our `./x.js` is the file `x.ts`, which Node.js does not look for by itself. */
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!/^\.{1,2}\/.*\.js$/.test(specifier)) throw error;
      return next(specifier.replace(/\.js$/, '.ts'), context);
    }
  },
});
