// What validates files without loading a schema before a line asks for it: the command's way in.
export { type NamedModel, nameModel } from './model-choice.ts';
export { modelRefusal } from './refuse-model.ts';
export { validateDataset } from './validate-dataset.ts';
