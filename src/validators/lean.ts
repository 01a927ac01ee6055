// What validates files without loading a schema before a line asks for it: the command's way in.
export { validateDataset } from './validate-dataset.ts';
