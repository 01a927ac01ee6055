"""Rows of a CSV file into lines of JSON, with Python's own modules."""

import csv
import sys

from figures import record_line, say_figures

csv.field_size_limit(1 << 30)
records = 0
with open(sys.argv[1], encoding="utf-8", newline="") as rows, open(sys.argv[2], "w", encoding="utf-8") as out:
    for row in csv.DictReader(rows):
        out.write(record_line(row))
        records += 1
say_figures(records)
