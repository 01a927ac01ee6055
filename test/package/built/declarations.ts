import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A declaration of a built `.d.ts` file. */
interface Place {
  readonly file: string;
  readonly name: string;
}

interface Declarations {
  /** Name in the file → what it stands for in another file of the package. */
  readonly imported: ReadonlyMap<string, Place>;
  readonly handedOn: ReadonlyMap<string, Place>;
  /** Files whose names are all handed on. */
  readonly stars: readonly string[];
  /** Name → text of its declaration, overloads together. */
  readonly texts: ReadonlyMap<string, string>;
  readonly exported: ReadonlySet<string>;
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;
const LIST = /^(import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'([^']+)';/gm;
const STAR = /^export\s+(?:type\s+)?\*\s+from\s+'([^']+)';/gm;
const START = /^(?=(?:export |declare |interface |type |abstract ))/m;
const HEAD =
  /^(export )?(?:declare )?(?:abstract )?(?:interface|type|function|const|let|class)\s+([\w$]+)/;
const HERITAGE = /\bextends\s+([^{]*)\{/;
const NAME_OF_TYPE = /\b[A-Z][\w$]*/g;

function readDeclarations(file: string): Declarations {
  const text = readFileSync(file, 'utf8').replace(COMMENT, '');
  const target = (specifier: string) =>
    path.resolve(path.dirname(file), specifier).replace(/\.[jt]s$/, '.d.ts');
  const imported = new Map<string, Place>();
  const handedOn = new Map<string, Place>();
  for (const [, keyword, list = '', specifier = ''] of text.matchAll(LIST)) {
    if (!specifier.startsWith('.')) continue;
    for (const entry of list.split(',')) {
      const [name = '', alias = name] = entry
        .trim()
        .replace(/^type /, '')
        .split(' as ');
      const known = keyword === 'import' ? imported : handedOn;
      if (name !== '') known.set(alias, { file: target(specifier), name });
    }
  }
  const texts = new Map<string, string>();
  const exported = new Set<string>();
  for (const part of text.split(START)) {
    const [, isExported, name] = HEAD.exec(part) ?? [];
    if (name === undefined) continue;
    texts.set(name, (texts.get(name) ?? '') + part);
    if (isExported !== undefined) exported.add(name);
  }
  const stars = [...text.matchAll(STAR)].map(([, specifier = '']) => target(specifier));
  return { imported, handedOn, stars, texts, exported };
}

/** The types of a package as its declaration files say them, read without a compiler: they are all written by one. */
export class PackageTypes {
  readonly #files = new Map<string, Declarations>();

  #read(file: string): Declarations {
    const known = this.#files.get(file) ?? readDeclarations(file);
    this.#files.set(file, known);
    return known;
  }

  /** Lists what can be imported from a file. */
  namesOf(file: string): ReadonlySet<string> {
    const { exported, handedOn, stars } = this.#read(file);
    return new Set([
      ...exported,
      ...handedOn.keys(),
      ...stars.flatMap((star) => [...this.namesOf(star)]),
    ]);
  }

  /** Finds where a name that can be imported from a file is declared. */
  placeOf(file: string, name: string): Place | undefined {
    const { exported, handedOn, stars } = this.#read(file);
    if (exported.has(name)) return { file, name };
    const next = handedOn.get(name);
    if (next !== undefined) return this.placeOf(next.file, next.name);
    for (const star of stars) {
      const place = this.placeOf(star, name);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /**
   * Lists the types that someone meets who uses names of an entry, as `file name`: those of what functions take and give, and of
   * their members. What a type extends is no type that is met: its members are the type's own.
   */
  metFrom(entry: string, names: Iterable<string>): ReadonlySet<string> {
    const met = new Set<string>();
    const seen = new Set<string>();
    const waiting = [...names].map((name) => ({ place: this.placeOf(entry, name), isMet: true }));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.place === undefined) continue;
      const { file, name } = next.place;
      const key = `${file} ${name}`;
      if (next.isMet) met.add(key);
      if (!seen.has(key)) waiting.push(...this.#namedIn(next.place));
      seen.add(key);
    }
    return met;
  }

  #namedIn({ file, name }: Place) {
    const { imported, texts } = this.#read(file);
    const text = texts.get(name) ?? '';
    const types = text.replace(/'[^']*'|typeof\s+[\w$.]+/g, '');
    const heritage = HERITAGE.exec(text)?.[1]?.replace(/<[^{]*>/g, '') ?? '';
    const extended = new Set(heritage.match(NAME_OF_TYPE));
    return [...new Set(types.match(NAME_OF_TYPE))]
      .filter((type) => type !== name)
      .map((type) => {
        const from = imported.get(type);
        const here = texts.has(type) ? { file, name: type } : undefined;
        const place = from === undefined ? here : this.placeOf(from.file, from.name);
        return { place, isMet: !extended.has(type) };
      });
  }
}
