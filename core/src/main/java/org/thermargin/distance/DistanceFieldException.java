package org.thermargin.distance;

/** A distance field that brute force contradicts: a fault of this program or machine, never of the input. */
public final class DistanceFieldException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** With what was found and where. */
    public DistanceFieldException(String message) {
        super(message);
    }
}
