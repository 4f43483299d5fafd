package org.thermargin.assess;

import org.thermargin.geometry.Direction3;

/** A direction of the world frame in the words of anatomy. */
final class AnatomicalDirection {
    /** Components below the cosine of 67.5 degrees are not named. */
    private static final double NAMED = 0.3827;

    private AnatomicalDirection() {}

    /** Up to three of left/right, anterior/posterior, superior/inferior, strongest first. */
    static String words(Direction3 direction) {
        double[] size = {Math.abs(direction.x()), Math.abs(direction.y()), Math.abs(direction.z())};
        String[] word = {
            direction.x() > 0 ? "left" : "right",
            direction.y() > 0 ? "posterior" : "anterior",
            direction.z() > 0 ? "superior" : "inferior"
        };
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < 3; n++) {
            int strongest = size[0] >= size[1] && size[0] >= size[2] ? 0 : size[1] >= size[2] ? 1 : 2;
            if (size[strongest] < NAMED) {
                break;
            }
            text.append(text.length() == 0 ? "" : " ").append(word[strongest]);
            size[strongest] = -1;
        }
        return text.toString();
    }
}
