"""`aws s3 cp --recursive` of a dataset, in the process that is measured."""

import json
import sys

from awscli.clidriver import create_clidriver
from figures import say_figures

folder, to = sys.argv[1:]
with open(f"{folder}/manifest.json", encoding="utf-8") as file:
    records = json.load(file)["records"]
code = create_clidriver().main(["s3", "cp", f"{folder}/jobs", f"{to}jobs", "--recursive", "--quiet"])
if code != 0:
    sys.exit(code)
say_figures(records)
