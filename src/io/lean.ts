// Reading alone: what a worker thread loads.
export { openRawFile, type RawFile } from './raw-file.ts';
