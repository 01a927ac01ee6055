// What validates files without loading a schema before a line asks for it: the command's way in.
export { type NamedModel, nameModel } from './model/model-choice.ts';
export { modelRefusal } from './model/refuse-model.ts';
export { validateDataset } from './validate-dataset.ts';
