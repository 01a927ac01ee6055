/** One hash of the package, as a file of its own that has no types. */
declare module 'hash-wasm/dist/xxhash128.umd.min.js' {
  const hashes: Pick<typeof import('hash-wasm'), 'createXXHash128'>;
  export default hashes;
}
