package org.thermargin.report;

/**
 * What a study was, for its documents.
 *
 * @param key hash of the study
 * @param design what was varied, in words
 * @param seed seed of draws and intervals
 * @param shard which share of the study, from 1
 * @param shards number of shares
 */
public record StudyHeading(String key, String design, long seed, int shard, int shards) {}
