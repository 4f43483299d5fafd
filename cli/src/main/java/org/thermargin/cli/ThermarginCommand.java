package org.thermargin.cli;

import java.util.concurrent.Callable;

/** A command: returns its exit code; a refusal leaves as {@code InputException}. */
interface ThermarginCommand extends Callable<Integer> {
    /** How it answers, also when it fails. */
    OutputOptions output();
}
