"""Rows of JSON, one a line, into records."""

import json
import sys

from figures import record_line, say_figures

records = 0
with open(sys.argv[1], encoding="utf-8") as rows, open(sys.argv[2], "w", encoding="utf-8") as out:
    for line in rows:
        out.write(record_line(json.loads(line)))
        records += 1
say_figures(records)
