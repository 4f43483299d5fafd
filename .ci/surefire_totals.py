#!/usr/bin/env python3
"""Adds up the Surefire reports of all modules and prints the totals in Surefire's own words."""
import glob
import sys
import xml.etree.ElementTree as ElementTree

total = dict(tests=0, failures=0, errors=0, skipped=0)
for report in glob.glob("*/target/surefire-reports/TEST-*.xml") + glob.glob("cli/spark/target/surefire-reports/TEST-*.xml"):
    suite = ElementTree.parse(report).getroot()
    for key in total:
        total[key] += int(suite.get(key, 0))
print("Tests run: {tests}, Failures: {failures}, Errors: {errors}, Skipped: {skipped}".format(**total))
sys.exit(1 if total["failures"] or total["errors"] or not total["tests"] else 0)
