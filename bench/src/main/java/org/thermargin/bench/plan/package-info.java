/** Benchmarks of {@code org.thermargin.plan}. */
package org.thermargin.bench.plan;
