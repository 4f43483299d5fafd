#!/usr/bin/env python3
"""How other programs end on the spoiled cases of the campaign: peers.py FOLDER [SHARE] prints a markdown table.

FOLDER is what -Dthermargin.campaign.export=FOLDER left: cases.tsv (base, injector, lesion, zone, truth, voxel diagonal, end of
ours) and the files. SHARE takes one case in so many, at random with a fixed seed. Needs Debian's python3-nibabel and
python3-scipy; ITK by .ci/oracles/itk/build.sh and plastimatch are taken where they are installed.

Every program gives the least distance of lesion voxels to the edge of the zone, positive inside, as it is usually asked:
  SciPy        arrays by nibabel, distance_transform_edt of the zone and of its complement with the header's spacing, at the border
               voxels of the lesion
  ITK          SignedMaurerDistanceMapImageFilter of the zone, LabelStatisticsImageFilter over the lesion
  plastimatch  dmap of the zone, mask by the lesion, stats (files with labels are not asked)
A program is asked only about bases that it has right untouched: none knows of organs, and thick slices are beyond the recipe.
refused: no number. warned: a number and a word of warning that the untouched base has not. right: within a voxel diagonal of
the truth. silent: another number without a word.
"""
import random
import re
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

import nibabel
import numpy as np
import scipy
from scipy import ndimage

FOLDER = Path(sys.argv[1])
SHARE = int(sys.argv[2]) if len(sys.argv) > 2 else 1
ITK = Path(__file__).parent / "itk/build/itk_oracle"


def parts(text):
    for part in text.split(","):
        name, label = part.rsplit(":", 1)
        yield FOLDER / name, label


def mask(text):
    """The union of the files or labels, and the spacing of the last header."""
    union = None
    for path, label in parts(text):
        image = nibabel.load(path)
        values = np.asarray(image.dataobj)
        taken = values == int(label) if label.isdigit() else values > 0
        union = taken if union is None else union | taken
    return union, image.header.get_zooms()[:3]


def scipy_recipe(lesion, zone):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        a, _ = mask(lesion)
        b, spacing = mask(zone)
        border = a & ~ndimage.binary_erosion(a)
        distance = ndimage.distance_transform_edt(b, sampling=spacing)
        distance -= ndimage.distance_transform_edt(~b, sampling=spacing)
        return float(distance[border].min()), "; ".join(str(w.message) for w in said)


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(done.stderr or done.stdout)
    return done


def itk(lesion, zone):
    given = lambda text: ",".join(f"{path}:{label}" for path, label in parts(text))
    done = run(ITK, "margin", given(lesion), given(zone))
    return float(done.stdout.split()[-1]), done.stderr.strip()


def plastimatch(lesion, zone):
    if ":" not in lesion or not (lesion.endswith(":") and zone.endswith(":")):
        return None
    (a, _), (b, _) = list(parts(lesion))[0], list(parts(zone))[0]
    with tempfile.TemporaryDirectory() as out:
        said = run("plastimatch", "dmap", "--algorithm", "itk-maurer", "--inside-positive", "--input", b, "--output", f"{out}/d.mha")
        far = 1e6
        more = run("plastimatch", "mask", "--input", f"{out}/d.mha", "--mask", a, "--mask-value", far, "--output", f"{out}/m.mha")
        stats = run("plastimatch", "stats", f"{out}/m.mha").stdout
        least = float(re.search(r"MIN\s+(\S+)", stats).group(1))
        if least >= far:
            raise RuntimeError("no lesion voxel")
        text = said.stdout + said.stderr + more.stdout + more.stderr
        return least, "\n".join(line for line in text.splitlines() if "arning" in line)


def end(program, lesion, zone, truth, diagonal, untouched):
    try:
        answer = program(lesion, zone)
    except Exception as e:  # whatever stops it is a refusal
        return "refused", None, str(e)
    if answer is None:
        return None, None, ""
    number, said = answer
    if not np.isfinite(number):
        return "refused", None, "not a number"
    if said and said != untouched:
        return "warned", number, said
    return ("right" if abs(number - truth) <= diagonal else "silent"), number, said


def version(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True).stdout.strip()


def main():
    rows = [line.rstrip("\n").split("\t") for line in open(FOLDER / "cases.tsv", encoding="utf-8")]
    programs = {f"SciPy {scipy.__version__}, nibabel {nibabel.__version__}": scipy_recipe}
    if ITK.exists():
        programs[version(ITK, "version")] = itk
    if subprocess.run(["which", "plastimatch"], capture_output=True).returncode == 0:
        programs[version("plastimatch", "--version").replace("version ", "")] = plastimatch
    chosen = random.Random(1)
    spoiled = [row for row in rows if row[1] != "untouched" and chosen.random() < 1 / SHARE]
    bases = [row for row in rows if row[1] == "untouched"]
    counts = {}
    print(f"{len(spoiled)} spoiled cases of {len(bases)} bases", file=sys.stderr)
    for name, program in programs.items():
        said = {}
        for row in bases:
            ended, number, words = end(program, row[2], row[3], float(row[4]), float(row[5]), None)
            if ended == "right":
                said[row[0]] = words
            print(f"{name}: {row[0]} untouched {ended} {number}, truth {row[4]} {words}", file=sys.stderr)
        counts[name] = Counter()
        for row in (row for row in spoiled if row[0] in said):
            ended, number, words = end(program, row[2], row[3], float(row[4]), float(row[5]), said[row[0]])
            counts[name][ended] += 1
        asked = Counter(row[6] for row in spoiled if row[0] in said)
        counts[f"Thermargin, the bases of {name.split()[0]}"] = asked
    print("| program | cases | refused | warned | right | silently wrong |")
    print("|---|---|---|---|---|---|")
    for name, count in counts.items():
        asked = sum(n for ended, n in count.items() if ended)
        cells = " | ".join(str(count[ended]) for ended in ("refused", "warned", "right", "silent"))
        print(f"| {name} | {asked} | {cells} |")


main()
