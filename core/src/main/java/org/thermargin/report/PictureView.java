package org.thermargin.report;

import java.util.List;

/** A side from which a surface is looked at, orthographically. World axes are LPS: +x left, +y posterior, +z superior. */
enum PictureView {
    RIGHT("from the patient's right", new Axis(0, -1, 0), new Axis(0, 0, 1)),
    ANTERIOR("from anterior", new Axis(1, 0, 0), new Axis(0, 0, 1)),
    SUPERIOR("from superior", new Axis(-1, 0, 0), new Axis(0, -1, 0)),
    LEFT("from the patient's left", new Axis(0, 1, 0), new Axis(0, 0, 1)),
    POSTERIOR("from posterior", new Axis(-1, 0, 0), new Axis(0, 0, 1)),
    INFERIOR("from inferior", new Axis(1, 0, 0), new Axis(0, -1, 0));

    /** A signed world axis. */
    private record Axis(int x, int y, int z) {
        Axis cross(Axis other) {
            return new Axis(
                    y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
        }

        double along(double px, double py, double pz) {
            return x * px + y * py + z * pz;
        }

        /** Where it leads (sign 1) or comes from (-1). */
        String letter(int sign) {
            if (x != 0) {
                return x * sign > 0 ? "L" : "R";
            }
            if (y != 0) {
                return y * sign > 0 ? "P" : "A";
            }
            return z * sign > 0 ? "S" : "I";
        }
    }

    private final String label;
    private final Axis right;
    private final Axis up;
    private final Axis towards;

    PictureView(String label, Axis right, Axis up) {
        this.label = label;
        this.right = right;
        this.up = up;
        this.towards = right.cross(up);
    }

    String label() {
        return label;
    }

    /** Component towards the right border of the view. */
    double right(double x, double y, double z) {
        return right.along(x, y, z);
    }

    /** Component towards the upper border of the view. */
    double up(double x, double y, double z) {
        return up.along(x, y, z);
    }

    /** Component towards the viewer. */
    double towards(double x, double y, double z) {
        return towards.along(x, y, z);
    }

    /** Anatomical letters at the left, right, upper and lower border. */
    List<String> letters() {
        return List.of(right.letter(-1), right.letter(1), up.letter(1), up.letter(-1));
    }
}
