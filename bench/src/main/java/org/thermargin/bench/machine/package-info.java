/** What the machine could do at best, and how near the kernels come to it. */
package org.thermargin.bench.machine;
