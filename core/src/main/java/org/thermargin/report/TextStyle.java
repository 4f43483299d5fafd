package org.thermargin.report;

import org.thermargin.assess.Outcome;

/** Whether terminal colours are added to the words; nothing is said by colour alone. */
public enum TextStyle {
    PLAIN,
    COLOUR;

    private static final String RESET = "\u001b[0m";

    /** The words as a verdict: bold green, yellow or red on a colour terminal. */
    String verdict(Outcome outcome, String words) {
        if (this == PLAIN) {
            return words;
        }
        return switch (outcome) {
            case COMPLETE -> "\u001b[1;32m" + words + RESET;
            case INSUFFICIENT, INDETERMINATE -> "\u001b[1;33m" + words + RESET;
            case INCOMPLETE, REFUSED, FAILED -> "\u001b[1;31m" + words + RESET;
            case NOT_TARGETED -> words;
        };
    }
}
