#!/bin/sh
# A cohort of 200 cases of 256 x 256 x 128 voxels with three masks each, through the command line within 2 GiB: time,
# largest memory, and that one run killed over and over ends with the same bytes.
#   bench/study.sh [CASES] [KILLS]     default 200 cases, 20 kills; needs GNU time
set -eu
cases=${1:-200}
kills=${2:-20}
cd "$(dirname "$0")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
[ -f bench/target/thermargin-bench-0.1.0.jar ] || mvn -q -pl core,cli,bench package -DskipTests
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$java" -cp bench/target/thermargin-bench-0.1.0.jar:bench/target/lib/* org.thermargin.bench.study.StudyCohort "$work/cohort" "$cases"
run() {
    "$java" -Xmx1536m -jar cli/target/thermargin-cli-0.1.0.jar study "$work/cohort" --out "$1" --resume
}
/usr/bin/time -f '%e s, %M KiB' "$java" -Xmx1536m -jar cli/target/thermargin-cli-0.1.0.jar study "$work/cohort" --out "$work/whole"
n=0
while [ "$n" -lt "$kills" ]; do
    run "$work/killed" >"$work/log" 2>&1 &
    sleep "$(awk -v n="$n" 'BEGIN { srand(n); print 1 + 4 * rand() }')"
    kill -9 $! 2>/dev/null || :
    wait $! 2>/dev/null || :
    n=$((n + 1))
done
run "$work/killed" >/dev/null
for file in rows.csv rows.parquet failures.jsonl report.html summary.json; do
    cmp "$work/whole/$file" "$work/killed/$file"
done
echo "$kills kills: the same bytes"
