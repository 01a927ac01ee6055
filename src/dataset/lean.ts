// Where the files of a dataset are, without the schema of the manifest.
export { MANIFEST_NAME } from './layout.ts';
