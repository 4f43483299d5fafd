#!/bin/sh
# Makes a SPARK_HOME from the jars that the build of this module left, for tries on this machine without a download of
# Spark: bin/spark-class and bin/spark-submit as plain Java processes that hear and are heard on 127.0.0.1 only.
#   cli/spark/loopback.sh DIR
#   DIR/bin/spark-class org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 7077 --webui-port 0
#   DIR/bin/spark-class org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g --work-dir DIR/work spark://127.0.0.1:7077
#   SPARK_HOME=DIR cli/thermargin study ... --master spark://127.0.0.1:7077
set -eu
home=$1
jars=$(CDPATH='' cd -- "$(dirname "$0")/target/spark-home/jars" && pwd -P)
mkdir -p "$home/bin"
home=$(CDPATH='' cd -- "$home" && pwd -P)
ln -sfn "$jars" "$home/jars"
: >"$home/RELEASE"
cat >"$home/bin/spark-class" <<END
#!/bin/sh
export SPARK_HOME='$home' SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13
opens=
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \\
    java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    opens="\$opens --add-opens=java.base/\$package=ALL-UNNAMED"
done
exec "\${JAVA_HOME:+\$JAVA_HOME/bin/}java" -Xmx1g \$opens -Dspark.ui.enabled=false -cp "\$SPARK_HOME/conf:\$SPARK_HOME/jars/*" "\$@"
END
cat >"$home/bin/spark-submit" <<END
#!/bin/sh
exec '$home/bin/spark-class' org.apache.spark.deploy.SparkSubmit "\$@"
END
chmod +x "$home/bin/spark-class" "$home/bin/spark-submit"
