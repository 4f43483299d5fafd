package org.thermargin.report;

/**
 * What a study was, for its documents.
 *
 * @param key hash of the study
 * @param command options that shaped it, without paths
 * @param design what was varied, in words
 * @param seed seed of the intervals
 */
public record StudyHeading(String key, String command, String design, long seed, int shard, int shards) {}
