import { FIRST_BYTES } from './first-bytes.ts';

/** How files of one kind begin. */
export interface Signature {
  /** What a person calls such a file. */
  readonly named: string;
  /** Hexadecimal, `??` is any byte. */
  readonly begins: readonly string[];
  /** Formats, as model inputs name them, that such a file may have. */
  readonly formats: readonly string[];
}

/**
 * Kinds of files by their first bytes, images first; a label allows every kind that it may name, however generous.
 *
 * A DOCX with a password is an OLE file, and what is saved as DOC is often RTF. MP4, MOV and 3GP share the boxes they begin with,
 * Matroska and WebM their header. MPEG transport streams begin with one byte alone, so that they are not known.
 */
export const SIGNATURES: readonly Signature[] = [
  { named: 'a PNG image', begins: FIRST_BYTES.png, formats: ['png'] },
  { named: 'a JPEG image', begins: FIRST_BYTES.jpeg, formats: ['jpeg'] },
  { named: 'a GIF image', begins: FIRST_BYTES.gif, formats: ['gif'] },
  { named: 'a WebP image', begins: FIRST_BYTES.webp, formats: ['webp'] },
  { named: 'a TIFF image', begins: ['49492a00', '4d4d002a'], formats: [] },
  { named: 'a BMP image', begins: ['424d????????00000000'], formats: [] },
  { named: 'a PDF', begins: FIRST_BYTES.pdf, formats: ['pdf'] },
  {
    named: 'a ZIP archive',
    begins: ['504b0304', '504b0506', '504b0708'],
    formats: ['docx', 'xlsx', 'doc', 'xls'],
  },
  {
    named: 'an OLE file, as older Office writes',
    begins: ['d0cf11e0a1b11ae1'],
    formats: ['doc', 'xls', 'docx', 'xlsx'],
  },
  { named: 'RTF', begins: ['7b5c727466'], formats: ['doc'] },
  {
    named: 'an MP4, MOV or HEIC file',
    begins: ['66747970', '6d6f6f76', '6d646174', '77696465', '66726565', '736b6970'].map(
      (box) => `????????${box}`,
    ),
    formats: ['mp4', 'mov', 'three_gp', '3gp'],
  },
  { named: 'a Matroska or WebM file', begins: ['1a45dfa3'], formats: ['mkv', 'webm'] },
  { named: 'an FLV file', begins: ['464c5601'], formats: ['flv'] },
  { named: 'a Windows Media file', begins: ['3026b2758e66cf11'], formats: ['wmv'] },
  { named: 'an MPEG stream', begins: ['000001ba', '000001b3'], formats: ['mpeg', 'mpg'] },
  { named: 'a WAV file', begins: ['52494646????????57415645'], formats: ['wav'] },
  { named: 'an Ogg file', begins: ['4f676753'], formats: ['ogg'] },
  { named: 'an MP3 file', begins: ['494433'], formats: ['mp3'] },
];

/** Formats that cannot begin in any other way; of the others some files do, and are read nevertheless. */
export const STRICT_FORMATS: readonly string[] = ['png', 'jpeg', 'gif', 'webp'];

/** What begins as the bytes do; undefined where nothing that is known does. */
export function signatureOf(bytes: Uint8Array): Signature | undefined {
  return SIGNATURES.find(({ begins }) =>
    begins.some((begin) => bytes.length >= begin.length / 2 && beginsAs(bytes, begin)),
  );
}

/** Whether the bytes begin as such a file does, as far as they go. */
export function mayBeOf(bytes: Uint8Array, { begins }: Signature): boolean {
  return begins.some((begin) => beginsAs(bytes, begin));
}

function beginsAs(bytes: Uint8Array, begin: string): boolean {
  const length = Math.min(bytes.length, begin.length / 2);
  for (let at = 0; at < length; at += 1) {
    const digits = begin.slice(2 * at, 2 * at + 2);
    if (digits !== '??' && bytes[at] !== Number.parseInt(digits, 16)) return false;
  }
  return true;
}
