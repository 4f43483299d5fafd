package org.thermargin.plan;

import org.thermargin.InputException;

/**
 * A model of which margin a zone has after a move of one kind, quick enough to be asked for the shortest one. What it says
 * is judged afterwards by the assessment.
 */
interface MoveModel {
    /**
     * A move as printed.
     *
     * @param mm shift in LPS mm, or the one advance, in steps of 0.1 mm
     * @param marginMm margin of the model then
     */
    record Step(double[] mm, double marginMm) {
        double lengthMm() {
            return MoveModel.lengthMm(mm);
        }
    }

    /** The shortest move after which the zone has the margin, not yet rounded; null where none within reach is found. */
    double[] shortest(double marginMm) throws InputException;

    /** The move in steps of 0.1 mm nearby that has the margin, or lacks least of it. */
    Step printed(double[] move, double marginMm) throws InputException;

    /** Length of a shift of three components or of an advance of one, mm. */
    static double lengthMm(double[] move) {
        double square = 0;
        for (double mm : move) {
            square += mm * mm;
        }
        return Math.sqrt(square);
    }
}
