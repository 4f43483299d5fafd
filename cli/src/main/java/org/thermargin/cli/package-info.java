/**
 * The command line: one class per command, exit codes, and nothing that computes. Start from {@link
 * org.thermargin.cli.Main}. Results go to stdout, everything else to stderr; text for people and JSON are made by {@code
 * report}.
 */
package org.thermargin.cli;
