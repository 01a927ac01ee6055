"""Parses each line and looks at nothing but that it is an object with a recordId."""

import json
import sys

from figures import say_figures

records = 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        assert isinstance(record["recordId"], str)
        records += 1
say_figures(records)
