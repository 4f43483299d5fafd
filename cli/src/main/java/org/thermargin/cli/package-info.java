/** The command line: one class per command, exit codes, and nothing that computes. Start from {@code Main}. */
package org.thermargin.cli;
