#!/bin/sh
# Studies through the command line within 1.5 GiB of heap; needs GNU time and mvn package.
#   bench/study.sh cohort [CASES]     200 cases of 256 x 256 x 128 voxels with three masks each: time, largest memory
#   bench/study.sh draws [FACTOR]     1,000 perturbations of one plan, then FACTOR times as many (10): time of a task
#   bench/study.sh tasks              1,000, 10,000 and 100,000 perturbations of a plan that costs little, likewise
#   bench/study.sh kills [KILLS]      a run killed (-9) 50 times at random moments ends with the bytes of one left alone
#   bench/study.sh full               a run on a full disk of 64 MiB (needs root), gone on with as room is made, likewise
set -eu
cd "$(dirname "$0")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tables='rows.csv rows.parquet failures.jsonl report.html summary.json'
classes='bench/target/thermargin-bench-0.1.0.jar:bench/target/lib/*'

study() {
    exec "$java" -Xmx1536m -jar cli/target/thermargin-cli-0.1.0.jar study "$@"
}

cohort_of() {
    [ -f bench/target/thermargin-bench-0.1.0.jar ] || mvn -q -pl core,cli,bench package -DskipTests
    "$java" -cp "$classes" org.thermargin.bench.study.StudyCohort "$work/cohort" "$1"
}

timed() {
    /usr/bin/time -f "%e s, %M KiB" "$java" -Xmx1536m -jar cli/target/thermargin-cli-0.1.0.jar study "$@" >/dev/null 2>"$work/log" || [ $? -eq 1 ]
    tail -n 1 "$work/log"
}

# Tasks that are not in the table, and those of a case without variations that are there twice.
counted() {
    awk -F, -v tasks="$2" 'NR > 1 { rows[$4]++ } END { for (t = 1; t <= tasks; t++) { lost += rows[t] == 0
        doubled += rows[t] > 1 } printf "%d tasks, %d lost, %d doubled\n", tasks, lost, doubled; exit lost + doubled > 0 }' "$1/rows.csv"
}

same() {
    for file in $tables; do
        cmp "$work/whole/$file" "$1/$file"
    done
    [ -z "$(find "$1" -name '.writing-*')" ]
}

case ${1:-} in
    cohort)
        cohort_of "${2:-200}"
        timed "$work/cohort" --out "$work/whole"
        ;;
    draws)
        for draws in 1000 $((1000 * ${2:-10})); do
            echo "$draws draws: $(timed testdata/cases/plan-to-check --needle-off-mm 4 --draws "$draws" --out "$work/$draws")"
        done
        ;;
    tasks)
        cohort_of plan
        for draws in 1000 10000 100000; do
            echo "$draws draws: $(timed "$work/cohort" --needle-off-mm 3 --draws "$draws" --out "$work/$draws")"
        done
        ;;
    kills)
        kills=${2:-50}
        cohort_of $((kills * 10))
        (study "$work/cohort" --out "$work/whole") >/dev/null 2>&1
        n=0
        missed=0
        while [ "$n" -lt "$kills" ]; do
            (study "$work/cohort" --out "$work/killed" --resume) >"$work/log" 2>&1 &
            sleep "$(awk -v n="$n" 'BEGIN { srand(n); print 1 + 4 * rand() }')"
            kill -9 $! 2>/dev/null || missed=$((missed + 1))
            wait $! 2>/dev/null || :
            n=$((n + 1))
            parts=$(find "$work/killed/parts" -name '*.part' 2>/dev/null | wc -l)
            [ $((n % 10)) -ne 0 ] || echo "$n kills, $parts of $((kills * 10)) batches are there"
        done
        (study "$work/cohort" --out "$work/killed" --resume) >/dev/null 2>&1
        same "$work/killed"
        echo "$kills kills, $missed after the end: the same bytes; $(counted "$work/killed" $((kills * 10)))"
        ;;
    full)
        disk=$work/disk
        mkdir "$disk"
        if ! mount -t tmpfs -o size=64m tmpfs "$disk" 2>/dev/null; then
            echo "a disk of 64 MiB cannot be mounted here: skipped"
            exit 0
        fi
        trap 'umount "$disk"; rm -rf "$work"' EXIT
        cohort_of 100
        (study "$work/cohort" --out "$work/whole") >/dev/null 2>&1
        kib=32
        full=0
        while :; do
            # all of the disk is taken but so much
            rm -f "$disk/other"
            head -c "$(($(df --output=avail -k "$disk" | tail -n 1) * 1024 - kib * 1024))" /dev/zero >"$disk/other" || :
            code=0
            (study "$work/cohort" --out "$disk/out" --resume) >"$work/log" 2>&1 || code=$?
            [ "$code" -eq 2 ] || break
            grep -q 'No space left' "$work/log" || { cat "$work/log"; exit 1; }
            [ ! -e "$disk/out/summary.json" ]
            full=$((full + 1))
            kib=$((kib * 3 / 2))
        done
        [ "$code" -le 1 ] || { cat "$work/log"; exit 1; }
        same "$disk/out"
        echo "$full runs met a full disk: the same bytes; $(counted "$disk/out" 100)"
        ;;
    *)
        echo "usage: bench/study.sh cohort [CASES] | draws [FACTOR] | tasks | kills [KILLS] | full" >&2
        exit 2
        ;;
esac
