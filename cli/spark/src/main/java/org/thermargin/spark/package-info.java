/**
 * Studies on a Spark cluster: executors compute batches, the driver alone keeps them. Start from {@link
 * org.thermargin.spark.SparkStudyLoop}. Not here: what a batch is and the folder of a study (study in core), and the
 * tables, which the command line writes from that folder.
 */
package org.thermargin.spark;
