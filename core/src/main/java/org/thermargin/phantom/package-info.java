/**
 * Scenes made by formula, whose answers are known on paper, for tests, benchmarks and the {@code phantom} command. Start
 * from {@link org.thermargin.phantom.BenchmarkScene}. Deterministic: the same parameters give the same bits. Not here:
 * reading or writing files.
 */
package org.thermargin.phantom;
