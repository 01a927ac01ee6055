import { InvalidOptionError, nearestName, quote } from '../../core/index.ts';

/** What the text of a source is written in. */
export interface TextEncoding {
  /** The label as it was given. */
  readonly label: string;
  /** The name that all its labels stand for, such as `windows-1252` for `latin1`. */
  readonly name: string;
}

/** Names of the Encoding Standard, to find the one that was meant. */
const NAMES: readonly string[] = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'latin1', 'iso-8859-1', 'ascii'],
  ...['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255'],
  ...['windows-1256', 'windows-1257', 'windows-1258', 'windows-874', 'ibm866', 'koi8-r', 'koi8-u'],
  ...['macintosh', 'x-mac-cyrillic', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'gbk', 'gb18030'],
  ...['big5', 'euc-kr', 'iso-8859-2', 'iso-8859-3', 'iso-8859-4', 'iso-8859-5', 'iso-8859-6'],
  ...['iso-8859-7', 'iso-8859-8', 'iso-8859-10', 'iso-8859-13', 'iso-8859-14', 'iso-8859-15'],
  'iso-8859-16',
];

/** What people write that is no label of the standard. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['ansi', 'windows-1252'],
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['utf16', 'utf-16le'],
  ['win1252', 'windows-1252'],
]);

/**
 * Looks up a label of an encoding, in upper or lower case.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where this runtime has no such encoding.
 */
export function textEncoding(label: string): TextEncoding {
  try {
    return { label, name: new TextDecoder(label).encoding };
  } catch (cause) {
    const nearest = OTHER_NAMES.get(label.toLowerCase()) ?? nearestName(label, NAMES);
    throw new InvalidOptionError(`There is no encoding ${quote(label)}`, {
      option: 'encoding',
      expected: 'a label of the Encoding Standard, as TextDecoder takes it',
      received: quote(label),
      hint:
        nearest === undefined
          ? 'Use a label such as windows-1252, utf-16le or shift_jis'
          : `Use ${nearest}`,
      cause,
    });
  }
}
