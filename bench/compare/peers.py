#!/usr/bin/env python3
"""Python programs on the files of the comparison; those that are not installed are left out.

Each line printed is one row: work, input, threads, program, milliseconds (median). One run to warm up, then REPEATS.

    peers.py FOLDER REPEATS
"""
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nibabel
import numpy as np
import scipy
from scipy import ndimage

FOLDER, REPEATS = Path(sys.argv[1]), int(sys.argv[2])
SCIPY, NIBABEL = f"SciPy {scipy.__version__}", f"nibabel {nibabel.__version__}"
GRIDS = ("256", "512x512x200")


def row(work, name, threads, program, run, repeats=REPEATS):
    run()
    ms = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        ms.append(1000 * (time.perf_counter() - start))
    print(f"{work},{name},{threads},{program},{statistics.median(ms):.2f}", flush=True)


def load(name):
    image = nibabel.load(FOLDER / f"{name}.nii.gz")
    return np.asarray(image.dataobj) > 0, tuple(float(s) for s in image.header.get_zooms())


def distances():
    """Distance of every voxel to the structure (full), and the signed distance of the structure (signed)."""
    try:
        import edt
    except ImportError:
        edt = None
    for grid in GRIDS:
        for structure in ("lesion", "liver"):
            name = f"{grid}-{structure}"
            mask, spacing = load(name)
            slow = 1 if grid == "512x512x200" else min(3, REPEATS)
            full = lambda m: ndimage.distance_transform_edt(m, sampling=spacing)
            row("full", name, 1, SCIPY, lambda: full(~mask), slow)
            row("signed", name, 1, SCIPY, lambda: full(mask) - full(~mask), slow)
            if edt is not None:
                outside = np.asfortranarray(~mask)
                for threads in (1, 2):
                    of = lambda m: edt.edtsq(m, anisotropy=spacing, parallel=threads)
                    row("full", name, threads, "edt", lambda: of(outside))
                    row("signed", name, threads, "edt", lambda: np.sqrt(of(~outside)) - np.sqrt(of(outside)))


def reading():
    row("read", "read-mask", 1, NIBABEL, lambda: np.asarray(nibabel.load(FOLDER / "read-mask.nii.gz").dataobj))
    row(
        "read",
        "read-ct",
        1,
        NIBABEL,
        lambda: np.asarray(nibabel.load(FOLDER / "read-ct.nii.gz").dataobj, dtype=np.float32),
    )


def margin():
    """The voxel-border recipe: border voxels, distances between their centres, cropped to the zone and 15 mm around."""
    lesion, spacing = load("margin-lesion")
    zone, _ = load("margin-zone")

    def recipe():
        around = np.nonzero(lesion | zone)
        box = tuple(
            slice(max(0, i.min() - int(15 / s) - 1), i.max() + int(15 / s) + 2) for i, s in zip(around, spacing)
        )
        a, b = lesion[box], zone[box]
        border = b & ~ndimage.binary_erosion(b)
        edge = a & ~ndimage.binary_erosion(a)
        distance = ndimage.distance_transform_edt(~border, sampling=spacing)
        return np.where(b, distance, -distance)[edge].min()

    row("margin", "margin", 1, f"{SCIPY} (border recipe)", recipe)
    try:
        from qam.margin import compute_distances
    except ImportError:
        return

    def qam():
        return compute_distances(lesion, zone, None, spacing, crop=True)

    try:
        qam()
    except AttributeError as e:  # its np.bool is gone from NumPy 1.24
        print(f"compare: QAM left out, {e}", file=sys.stderr)
        return
    row("margin", "margin", 1, "QAM (cropped)", qam)


def plastimatch():
    """Its distance map less the time of reading and writing the same files; a command line, so with its start."""
    if subprocess.run(["which", "plastimatch"], capture_output=True).returncode != 0:
        return
    with tempfile.TemporaryDirectory() as out:
        for grid in GRIDS:
            name = f"{grid}-liver"
            source = str(FOLDER / f"{name}.nii.gz")

            def run(*arguments):
                start = time.perf_counter()
                subprocess.run(["plastimatch", *arguments], check=True, capture_output=True)
                return 1000 * (time.perf_counter() - start)

            repeats = range(min(3, REPEATS))
            files = [run("convert", "--input", source, "--output-img", f"{out}/c.mha") for _ in repeats]
            maps = [
                run("dmap", "--algorithm", "itk-maurer", "--input", source, "--output", f"{out}/d.mha")
                for _ in repeats
            ]
            print(f"signed,{name},2,plastimatch,{statistics.median(maps) - statistics.median(files):.2f}", flush=True)


reading()
margin()
plastimatch()
distances()
