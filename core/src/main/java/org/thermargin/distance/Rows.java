package org.thermargin.distance;

/**
 * The positions of an axis from the first to the last with a finite value; those between may be infinite, those beyond
 * are so in every line.
 */
final class Rows {
    int first;
    int count;

    /** Forgets all and starts again. */
    void clear() {
        count = 0;
    }

    /** Takes the next finite position, ascending. */
    void add(int position) {
        if (count == 0) {
            first = position;
        }
        count = position - first + 1;
    }
}
