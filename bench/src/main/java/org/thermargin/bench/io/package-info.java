/** Benchmarks of reading volumes. */
package org.thermargin.bench.io;
