#!/bin/sh
# Runs the benchmarks and writes raw JSON to bench/results/ (one file per group, named by JDK). Builds the jar when absent.
#   bench/run.sh                       all groups, about 6 minutes
#   bench/run.sh growth                time against voxels, surface points, lesions, applicators, vessels, to bench/results/growth-*.json
#   bench/run.sh CLASS [JMH options]   one benchmark class, e.g. bench/run.sh MarginBenchmark -prof gc
# JAVA_HOME chooses the JDK. Close everything else first: two threads on two cores feel any other process.
set -eu
cd "$(dirname "$0")"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=target/thermargin-bench-0.1.0.jar
[ -f "$jar" ] || (cd .. && mvn -q -pl core,cli,bench package -DskipTests)
jdk=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
mkdir -p results
group() {
  name=$1
  shift
  "$java" -jar "$jar" -foe true -rf json -rff "results/$name-jdk$jdk.json" "$@"
}
if [ "${1:-}" = growth ]; then
  vector='--add-modules jdk.incubator.vector'
  group growth-voxels DistanceTransformBenchmark.full -p grid=128,192,256,384,512,768 -p mask=lesion,liver,vessels \
    -jvmArgs '-Xmx8g' -jvmArgsAppend "$vector"
  group growth-plans PlanBenchmark.score -p applicators=1,2,4,8 -p spacingMm=1.6,0.8,0.4,0.2 -jvmArgsAppend "$vector"
  group growth-lesions assess.GrowthBenchmark -p lesions=1,2,4,8
  group growth-applicators assess.GrowthBenchmark -p applicators=2,4,8
  group growth-vessels assess.GrowthBenchmark -p vessels=2,4,8
  exit
fi
if [ $# -gt 0 ]; then
  name=$1
  shift
  group "$name" "org.thermargin.bench.*$name" "$@"
  exit
fi
group distance 'DistanceTransformBenchmark.(full|bounded|signed)' -prof gc
group distance-baseline 'DistanceTransformBenchmark.(memoryCopy|reference)' -p grid=256 -p mask=liver
group distance-vector 'DistanceTransformBenchmark.(full|bounded|signed)' -prof gc -jvmArgsAppend '--add-modules jdk.incubator.vector'
group plan PlanBenchmark -prof gc
group plan-vector 'PlanBenchmark.(score.*|coverage)' -prof gc -jvmArgsAppend '--add-modules jdk.incubator.vector'
group machine MachineBenchmark
group margin MarginBenchmark
group margin-vector MarginBenchmark.analyze -jvmArgsAppend '--add-modules jdk.incubator.vector'
group assessment 'assess.AssessmentBenchmark'
group assessment-vector 'assess.AssessmentBenchmark' -jvmArgsAppend '--add-modules jdk.incubator.vector'
group study StudyBenchmark
group planned-zone PlannedZoneBenchmark
group live-assessment LiveAssessmentBenchmark
group volume-read VolumeReadBenchmark
group dicom-read DicomReadBenchmark
"$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.vm.version = /JDK /p'
