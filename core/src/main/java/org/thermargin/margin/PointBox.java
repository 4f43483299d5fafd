package org.thermargin.margin;

/** The box around points that lie close together, by its middle and half its sides, mm. For one thread. */
final class PointBox {
    double x;
    double y;
    double z;
    double halfX;
    double halfY;
    double halfZ;

    /** Takes the box that holds so many others, each given by six numbers: low x, y, z, high x, y, z. */
    void hold(double[] boxes, int from, int end) {
        double lowX = boxes[6 * from];
        double lowY = boxes[6 * from + 1];
        double lowZ = boxes[6 * from + 2];
        double highX = boxes[6 * from + 3];
        double highY = boxes[6 * from + 4];
        double highZ = boxes[6 * from + 5];
        for (int b = 6 * (from + 1); b < 6 * end; b += 6) {
            lowX = Math.min(lowX, boxes[b]);
            lowY = Math.min(lowY, boxes[b + 1]);
            lowZ = Math.min(lowZ, boxes[b + 2]);
            highX = Math.max(highX, boxes[b + 3]);
            highY = Math.max(highY, boxes[b + 4]);
            highZ = Math.max(highZ, boxes[b + 5]);
        }
        x = (lowX + highX) / 2;
        y = (lowY + highY) / 2;
        z = (lowZ + highZ) / 2;
        halfX = Math.max(highX - x, x - lowX);
        halfY = Math.max(highY - y, y - lowY);
        halfZ = Math.max(highZ - z, z - lowZ);
    }

    /** Writes the box of the points from to end - 1 (three coordinates each) as that of the given number. */
    static void enclose(double[] points, int from, int end, double[] boxes, int number) {
        for (int axis = 0; axis < 3; axis++) {
            double low = points[3 * from + axis];
            double high = low;
            for (int n = 3 * (from + 1) + axis; n < 3 * end; n += 3) {
                low = Math.min(low, points[n]);
                high = Math.max(high, points[n]);
            }
            boxes[6 * number + axis] = low;
            boxes[6 * number + 3 + axis] = high;
        }
    }

    /** Whether another, grown by so much, lies in this one. */
    boolean holds(PointBox other, double moreMm) {
        return Math.abs(other.x - x) + other.halfX + moreMm <= halfX
                && Math.abs(other.y - y) + other.halfY + moreMm <= halfY
                && Math.abs(other.z - z) + other.halfZ + moreMm <= halfZ;
    }

    /** Half the sum of the sides, mm. */
    double sizeMm() {
        return halfX + halfY + halfZ;
    }

    /** Half the diagonal, mm. */
    double radiusMm() {
        return Math.sqrt(halfX * halfX + halfY * halfY + halfZ * halfZ);
    }
}
