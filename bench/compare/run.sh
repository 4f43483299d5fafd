#!/bin/sh
# Our benchmarks and other programs on the same volumes, in one run: prints a table of medians and ratios (markdown).
#   bench/compare/run.sh [REPEATS]     default 5; about 15 minutes
# Others are taken where they are installed: SciPy and nibabel (Debian python3-scipy, python3-nibabel) are needed, ITK
# (libinsighttoolkit5-dev, cmake, g++), plastimatch, edt and QAM (pip) are not. JAVA_HOME chooses the JDK. Leave the machine
# alone meanwhile. Files go to bench/compare/build/, which is not under version control.
set -eu
cd "$(dirname "$0")"
repeats=${1:-5}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=../target/thermargin-bench-0.1.0.jar
[ -f "$jar" ] || (cd ../.. && mvn -q -pl core,cli,bench package -DskipTests)
out=build
mkdir -p "$out"
rm -f "$out"/*.json "$out"/rows.csv
say() { echo "compare: $*" >&2; }

say "volumes"
"$java" -Xmx3g -cp "$jar" org.thermargin.bench.compare.ComparisonVolumes "$out/volumes"

ours() {
    name=$1
    shift
    "$java" -jar "$jar" -foe true -i "$repeats" -p threads=1,2 -rf json -rff "$out/$name.json" "$@" >"$out/$name.log" 2>&1 ||
        { cat "$out/$name.log" >&2; exit 1; }
}
say "ours"
ours distance 'DistanceTransformBenchmark.(full|signed)' -p grid=256,512x512x200 -p mask=lesion,liver
ours vector 'DistanceTransformBenchmark.(full|signed)' -p grid=256,512x512x200 -p mask=lesion,liver \
    -jvmArgsAppend '--add-modules jdk.incubator.vector'
ours margin MarginBenchmark
ours read VolumeReadBenchmark.read

if command -v cmake >/dev/null && { cmake -S itk -B "$out/itk" && cmake --build "$out/itk"; } >"$out/itk.log" 2>&1; then
    say "ITK"
    for threads in 1 2; do
        "$out/itk/itk_peer" signed "$threads" "$repeats" "$out"/volumes/256-*.nii.gz "$out"/volumes/512*.nii.gz
        "$out/itk/itk_peer" read "$threads" "$repeats" "$out"/volumes/read-*.nii.gz
    done >>"$out/rows.csv"
else
    say "no ITK: left out, see bench/compare/$out/itk.log"
fi
# Debian's packages belong to Debian's Python, which need not be the first in the path
python=python3
"$python" -c 'import nibabel, scipy' 2>/dev/null || python=/usr/bin/python3
say "SciPy, nibabel and what else is here"
"$python" peers.py "$out/volumes" "$repeats" >>"$out/rows.csv"

"$java" -version 2>&1 | sed -n 's/.*version "\(.*\)".*/JDK \1, /p' | tr -d '\n'
echo "$(uname -m), $(getconf _NPROCESSORS_ONLN) processors, medians of $repeats"
echo
python3 table.py "$out/rows.csv" "$out"/*.json
