import fc from 'fast-check';
import { describe, it } from 'vitest';
import { xmlReply } from '../../../src/io/index.ts';

const check = xmlReply('ListBucketResult');
const faultOf = (text: string) =>
  check.fault({ headers: { 'content-type': 'application/xml' }, text });

const escaped = (text: string) =>
  text.replace(/[<>&]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

const list = fc
  .record({
    keys: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
    start: fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.0"?>\n'),
    namespace: fc.constantFrom('', ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'),
    end: fc.constantFrom('', '\n'),
  })
  .map(({ keys, start, namespace, end }) => {
    const contents = keys.map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`).join('');
    return { whole: `${start}<ListBucketResult${namespace}>${contents}</ListBucketResult>`, end };
  });

describe('xmlReply()', () => {
  it('always takes a whole document', () => {
    fc.assert(fc.property(list, ({ whole, end }) => faultOf(whole + end) === undefined));
  });

  it('never takes one that is cut short, wherever', () => {
    const cut = list.chain(({ whole }) =>
      fc.nat({ max: whole.length - 1 }).map((length) => whole.slice(0, length)),
    );

    fc.assert(fc.property(cut, (text) => faultOf(text) !== undefined));
  });

  it('never takes a document of another kind', () => {
    const root = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/);

    fc.assert(
      fc.property(
        root.filter((name) => name !== 'ListBucketResult'),
        (name) => faultOf(`<${name}><ListBucketResult/></${name}>`) !== undefined,
      ),
    );
  });
});
