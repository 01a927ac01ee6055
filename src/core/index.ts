export * from './api-constraints.ts';
export * from './as-of.ts';
export * from './ask-schema.ts';
export * from './check-constraints.ts';
export { type Day, daysBefore, isDay } from './day.ts';
export * from './diagnostics/collector.ts';
export * from './diagnostics/diagnostic.ts';
export * from './diagnostics/report.ts';
export * from './errors.ts';
export * from './finish-reasons.ts';
export * from './json.ts';
export * from './record.ts';
export * from './standard-schema.ts';
export {
  BACKSLASH,
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON_SIGN,
  COMMA,
  EIGHT_DIGIT,
  FIRST_CONTINUATION,
  FIRST_LEAD,
  FIRST_LEAD_OF_PAIR,
  FULL_STOP,
  LAST_ASCII,
  LOWER_A,
  LOWER_D,
  LOWER_E,
  LOWER_F,
  LOWER_N,
  LOWER_U,
  LOWER_Z,
  MINUS_SIGN,
  NEWLINE,
  NINE_DIGIT,
  OPEN_ARRAY,
  OPEN_OBJECT,
  PLUS_SIGN,
  QUOTE,
  SPACE,
  TAB,
  UPPER_E,
  ZERO_DIGIT,
} from './text/bytes.ts';
export * from './text/decode-utf8.ts';
export * from './text/nearest.ts';
export * from './text/quote.ts';
export * from './text/units.ts';
export * from './without-undefined.ts';
