import { mayBeOf, SIGNATURES, type Signature, STRICT_FORMATS, signatureOf } from './signatures.ts';

/** As many characters of base64 text as are looked at: 36 bytes, which are enough for any signature, also encoded twice. */
const FIRST_CHARACTERS = 48;

/** No file is shorter. Of documents, sound and video fewer stand for one, as in examples. */
const FEWEST_BYTES = 4;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const DATA_URL = /^data:[a-z]+\//;
const MARKUP = /^\s*<(?:!doctype|!--|html|head|body|\?xml|svg|error)/i;
const TEXT = /^[\t\n\r\x20-\x7e]{4,}$/;
const BYTE_ORDER_MARK = /^\xef\xbb\xbf/;

/**
 * Looks at the first bytes of base64 text, and says what they are where they cannot be of one of the formats.
 *
 * Says nothing where the text is no base64, or where no format has a signature. Memory: some bytes, whatever the length of the text.
 */
export function unlike(base64: string, formats: readonly string[]): string | undefined {
  const first = base64.slice(0, FIRST_CHARACTERS);
  const known = SIGNATURES.filter(({ formats: of }) => of.some((name) => formats.includes(name)));
  if (known.length === 0 || !BASE64.test(first)) return undefined;
  const bytes = Buffer.from(first, 'base64');
  const found = signatureOf(bytes);
  const isStrict = formats.every((format) => STRICT_FORMATS.includes(format));
  if (bytes.length < FEWEST_BYTES && found === undefined) {
    return isStrict ? 'too few for an image' : undefined;
  }
  if (known.some((signature) => mayBeOf(bytes, signature))) return undefined;
  if (found !== undefined) return found.named;
  const text = bytes.toString('latin1').replace(BYTE_ORDER_MARK, '');
  // a PDF may have other bytes before it
  if (formats.includes('pdf') && text.includes('%PDF')) return undefined;
  return writing(text) ?? (isStrict ? 'of no such file' : undefined);
}

/** What text there is where a file should be. */
function writing(text: string): string | undefined {
  if (DATA_URL.test(text)) return 'a data: URL, encoded again';
  if (MARKUP.test(text)) return 'HTML or XML';
  if (BASE64.test(text) && encodedFile(text) !== undefined) return 'base64 text, encoded again';
  return TEXT.test(text) ? 'text' : undefined;
}

function encodedFile(text: string): Signature | undefined {
  return signatureOf(Buffer.from(text, 'base64'));
}
