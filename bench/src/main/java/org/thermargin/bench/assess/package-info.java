/** Times whole assessments. */
package org.thermargin.bench.assess;
