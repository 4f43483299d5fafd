/** Benchmarks of the viewer's server, asked as its page asks. */
package org.thermargin.bench.viewer;
