package org.thermargin;

import java.util.List;

/**
 * The input cannot be trusted and is refused: no number is computed from it. The message names the file, the rule and
 * the value found. The only checked exception for bad input in the library.
 */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** One refusal. */
    public InputException(String code, String hazard, String file, String text) {
        this(List.of(new Finding(code, hazard, text, file)));
    }

    /** Several refusals of one case; at least one. */
    public InputException(List<Finding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    /** Why, at least one entry. */
    public List<Finding> findings() {
        return findings;
    }

    /** Code of the first reason. */
    public String code() {
        return findings.get(0).code();
    }

    private static String message(List<Finding> findings) {
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a reason");
        }
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            if (text.length() > 0) {
                text.append("; ");
            }
            text.append(finding.text());
            if (!finding.file().isEmpty()) {
                text.append(" (").append(finding.file()).append(')');
            }
        }
        return text.toString();
    }
}
