// Reading alone: what a worker thread loads.
export { openRawFile, type RawFile } from './reading/raw-file.ts';
