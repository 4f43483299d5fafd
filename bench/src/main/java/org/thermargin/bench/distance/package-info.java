/** Benchmarks of the distance package. */
package org.thermargin.bench.distance;
