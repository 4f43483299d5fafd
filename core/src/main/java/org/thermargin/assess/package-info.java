/**
 * One case against its criteria: from a {@code Scene} to an {@code Assessment} with its outcome. The main path is
 * {@code CaseAssessor.assess}. Reads and writes no files.
 */
package org.thermargin.assess;
