import fc from 'fast-check';

/** What JSON, UTF-8 or those who look for ends of lines treat in a way of its own, beside what nobody does. */
const unit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', ' ', '~', '/', '0') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['"', '\\', '\n', '\r', '\t', '\b', '\f', '\0', '\u001f', '\u007f', '\u0080'],
      ...['\u0085', '\u00ff', '\u07ff', '\u0800', '日', '\u2027', '\u2028', '\u2029', '\u202a'],
      ...['\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}', '\ud800', '\udbff', '\udc00', '\udfff'],
    ),
  },
  { weight: 1, arbitrary: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) },
);

/** Any text, halves of surrogate pairs among it. */
export const anyText: fc.Arbitrary<string> = fc
  .array(unit, { maxLength: 120, size: 'max' })
  .map((units) => units.join(''));
