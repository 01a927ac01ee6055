"""Elements of one JSON array into lines of JSON; json.load holds all of it in memory."""

import json
import sys

from figures import record_line, say_figures

with open(sys.argv[1], encoding="utf-8") as document:
    rows = json.load(document)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for row in rows:
        out.write(record_line(row))
say_figures(len(rows))
