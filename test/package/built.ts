import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const DIST: string = path.resolve(import.meta.dirname, '../../dist');

/** Loads a built file: worker threads run only what is built. */
export function built<Module>(name: string): Promise<Module> {
  return import(/* @vite-ignore */ pathToFileURL(path.join(DIST, name)).href) as Promise<Module>;
}
