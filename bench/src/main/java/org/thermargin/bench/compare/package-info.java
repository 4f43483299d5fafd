/** Inputs for the comparison with other programs, {@code bench/compare/run.sh}. */
package org.thermargin.bench.compare;
