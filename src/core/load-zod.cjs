'use strict';

// CommonJS: in the midst of a synchronous call nothing but `require` loads a package, and bundlers see that it needs zod.

/** @returns {typeof import('zod')} */
module.exports = function loadZod() {
  return require('zod');
};
