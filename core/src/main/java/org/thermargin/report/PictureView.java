package org.thermargin.report;

import java.util.List;

/** A side from which a surface is looked at, orthographically. */
enum PictureView implements ViewAxes {
    RIGHT("from the patient's right", Axis.A, Axis.S, Axis.R),
    ANTERIOR("from anterior", Axis.L, Axis.S, Axis.A),
    SUPERIOR("from superior", Axis.R, Axis.A, Axis.S),
    LEFT("from the patient's left", Axis.P, Axis.S, Axis.L),
    POSTERIOR("from posterior", Axis.R, Axis.S, Axis.P),
    INFERIOR("from inferior", Axis.L, Axis.A, Axis.I);

    /** The six directions of the body by their letter. World axes are LPS: +x left, +y posterior, +z superior. */
    private enum Axis {
        L,
        R,
        P,
        A,
        S,
        I;

        double along(double x, double y, double z) {
            return switch (this) {
                case L -> x;
                case R -> -x;
                case P -> y;
                case A -> -y;
                case S -> z;
                case I -> -z;
            };
        }

        Axis opposite() {
            return switch (this) {
                case L -> R;
                case R -> L;
                case P -> A;
                case A -> P;
                case S -> I;
                case I -> S;
            };
        }
    }

    private final String label;
    private final Axis right;
    private final Axis up;
    private final Axis towards;

    /** The three axes are right-handed, so that outward triangles run counter-clockwise on the side that is seen. */
    PictureView(String label, Axis right, Axis up, Axis towards) {
        this.label = label;
        this.right = right;
        this.up = up;
        this.towards = towards;
    }

    String label() {
        return label;
    }

    @Override
    public double right(double x, double y, double z) {
        return right.along(x, y, z);
    }

    @Override
    public double up(double x, double y, double z) {
        return up.along(x, y, z);
    }

    @Override
    public double towards(double x, double y, double z) {
        return towards.along(x, y, z);
    }

    /** Anatomical letters at the left, right, upper and lower border. */
    List<String> letters() {
        return List.of(
                right.opposite().name(), right.name(), up.name(), up.opposite().name());
    }
}
