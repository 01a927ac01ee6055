// What validates files without loading a schema before a line asks for it: the command's way in.
export { assertValid, validateDataset } from './validate-dataset.ts';
export type { Validatable, ValidateOptions } from './validate-options.ts';
