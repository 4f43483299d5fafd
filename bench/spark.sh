#!/bin/sh
# One study on one and on two executors of a loopback cluster, one core each: times, and that the tables are the same.
#   bench/spark.sh [CASES] [DRAWS]     default 24 cases, 100 draws of each; needs mvn -Pspark package
set -eu
cases=${1:-24}
draws=${2:-100}
cd "$(dirname "$0")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
daemons=
end() {
    # shellcheck disable=SC2086 # a list
    [ -z "$daemons" ] || kill $daemons 2>/dev/null || :
    wait
    rm -rf "$work"
}
trap end EXIT
cli/spark/loopback.sh "$work/spark"
n=0
while [ "$n" -lt "$cases" ]; do
    mkdir -p "$work/cohort/case-$n"
    cp testdata/cases/crease-planned/* "$work/cohort/case-$n"
    sed "s/\"crease-planned\"/\"case-$n\"/" testdata/cases/crease-planned/case.json >"$work/cohort/case-$n/case.json"
    n=$((n + 1))
done
said() {
    while ! grep -q "$2" "$1"; do sleep 0.2; done
}
"$work/spark/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 27077 --webui-port 0 >"$work/master.log" 2>&1 &
daemons=$!
said "$work/master.log" 'elected leader'
export SPARK_HOME="$work/spark"
for workers in 1 2; do
    "$work/spark/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 1g \
        --work-dir "$work/w$workers" spark://127.0.0.1:27077 >"$work/worker-$workers.log" 2>&1 &
    daemons="$daemons $!"
    said "$work/worker-$workers.log" 'registered with master'
    start=$(date +%s%N)
    "$java" -Xmx1g -jar cli/target/thermargin-cli-0.1.0.jar study "$work/cohort" --needle-off-mm 2 --draws "$draws" \
        --memory-limit-mib 400 --spark-conf spark.executor.memory=768m --master spark://127.0.0.1:27077 --out "$work/out-$workers" >"$work/study.log" 2>&1 ||
        { cat "$work/study.log"; exit 1; }
    # from the first result to the last: without the start of Spark and the first case of each executor
    stat -c '%.3Y' "$work/out-$workers"/parts/*.part | sort -n | awk -v all="$(($(date +%s%N) - start))" -v workers="$workers" \
        -v tasks="$((cases * draws))" 'NR == 1 { first = $1 } { last = $1 } END { printf "%d executors: %.1f s, of which %.1f s " \
        "from the first batch to the last; %d tasks\n", workers, all / 1e9, last - first, tasks }'
done
for file in rows.csv rows.parquet failures.jsonl report.html summary.json; do
    cmp "$work/out-1/$file" "$work/out-2/$file"
done
echo "the same bytes"
