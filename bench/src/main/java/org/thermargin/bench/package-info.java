/** JMH benchmarks; packages mirror those of the core. */
package org.thermargin.bench;
