package org.thermargin.cli;

import java.io.PrintStream;
import org.thermargin.report.TextStyle;

/**
 * Where a command prints: results to {@code out}, all else to {@code err}.
 *
 * @param out UTF-8
 * @param err UTF-8
 * @param style whether {@code out} is a terminal with colours
 */
record Console(PrintStream out, PrintStream err, TextStyle style) {}
