/** Benchmarks of the margin package. */
package org.thermargin.bench.margin;
