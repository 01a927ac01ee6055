import { parsed } from './lines.ts';

/** What completes a string that a text ends in: as a value, and as a key. One of them does, whatever the text. */
const IN_STRING = ['"', 'n"', '0"', '00"', '000"', '0000"'].flatMap((end) => [end, `${end}:0`]);

/** What completes any other token, and the member it stands in. */
const ELSEWHERE = [
  ...['', '0', ':0', '"":0'],
  ...['rue', 'ue', 'e', 'alse', 'lse', 'se', 'ull', 'll', 'l'],
];

/**
 * Tells whether a text can go on so that it becomes JSON, by asking JSON.parse: it completes the last token in every way there is
 * and closes what is open.
 */
export function canGoOn(text: string): boolean {
  const { closers, isInString } = endOf(text);
  const endings = isInString ? IN_STRING : ELSEWHERE;
  return endings.some((ending) => parsed(text + ending + closers) !== undefined);
}

/** The brackets that close those that a text leaves open, and whether it ends inside of a string. */
function endOf(text: string): { readonly closers: string; readonly isInString: boolean } {
  const open: string[] = [];
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isInString && letter === '\\') at += 1;
    else if (letter === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (letter === '{') open.push('}');
    else if (letter === '[') open.push(']');
    else if (letter === '}' || letter === ']') open.pop();
  }
  return { closers: open.reverse().join(''), isInString };
}
