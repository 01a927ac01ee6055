#!/usr/bin/env bash
# Two readers of CSV take the first line end of a file for the only one; what ends other lines becomes text, without an error.
#
# Guess:     readers of CSV that know LF and CRLF take either at the end of each line, as Python's csv does: a file whose header one program
#            wrote and whose rows another one appended has no carriage returns in its values.
# Version:   csv-parse 7.0.3, papaparse 5.7.1, Node 20; Python 3.11.
# Behaviour: both look for the first line end, unless they are told, and split by it alone. Below a header with LF each row with CRLF keeps a
#            carriage return in its last field: "yes\r" is no "yes" in a filter, a join, a label or a prompt, looks like it when it is printed, and
#            neither says anything. Below a header with CRLF rows with LF are one row: csv-parse stops at the number of fields, papaparse
#            puts what is too much into __parsed_extra and reports nothing. `record_delimiter: ['\r\n', '\n', '\r']` makes csv-parse take
#            each; papaparse has no such option (`newline` is one of them).
# Output:    python        LF CRLF  ["1","yes"] ["2","no"]
#            csv-parse     LF CRLF  ["1","yes\r"] ["2","no"]
#            csv-parse all LF CRLF  ["1","yes"] ["2","no"]
#            papaparse     LF CRLF  ["1","yes\r"] ["2","no"] 0 errors
#            csv-parse     CRLF LF  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH
#            papaparse     CRLF LF  ["1","yes\n2","no"] 0 errors
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund csv-parse@7.0.3 papaparse@5.7.1 >/dev/null
cat >read.mjs <<'JS'
import { parse } from 'csv-parse/sync';
import Papa from 'papaparse';

const LF_CRLF = 'id,answer\n1,yes\r\n2,no\n';
const CRLF_LF = 'id,answer\r\n1,yes\n2,no\r\n';
const show = (rows) => rows.map((row) => JSON.stringify(row)).join(' ');
const byCsvParse = (text, options) => {
  try {
    return show(parse(text, options).slice(1));
  } catch (error) {
    return error.code;
  }
};
const byPapa = (text) => {
  const { data, errors } = Papa.parse(text, { delimiter: ',', skipEmptyLines: true });
  return `${show(data.slice(1))} ${errors.length} errors`;
};
const all = { record_delimiter: ['\r\n', '\n', '\r'] };
console.log('csv-parse     LF CRLF ', byCsvParse(LF_CRLF));
console.log('csv-parse all LF CRLF ', byCsvParse(LF_CRLF, all));
console.log('papaparse     LF CRLF ', byPapa(LF_CRLF));
console.log('csv-parse     CRLF LF ', byCsvParse(CRLF_LF));
console.log('papaparse     CRLF LF ', byPapa(CRLF_LF));
JS
{
  python3 -c '
import csv, io, json
rows = list(csv.reader(io.StringIO("id,answer\n1,yes\r\n2,no\n", newline="")))[1:]
print("python        LF CRLF ", *[json.dumps(row, separators=(",", ":")) for row in rows])'
  node read.mjs
} >seen.txt
cat seen.txt
diff - seen.txt <<'TEXT'
python        LF CRLF  ["1","yes"] ["2","no"]
csv-parse     LF CRLF  ["1","yes\r"] ["2","no"]
csv-parse all LF CRLF  ["1","yes"] ["2","no"]
papaparse     LF CRLF  ["1","yes\r"] ["2","no"] 0 errors
csv-parse     CRLF LF  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH
papaparse     CRLF LF  ["1","yes\n2","no"] 0 errors
TEXT
