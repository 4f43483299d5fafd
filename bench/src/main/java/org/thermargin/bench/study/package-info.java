/** Benchmarks of {@code org.thermargin.study}. */
package org.thermargin.bench.study;
