package org.thermargin.report;

/** A side from which a surface is looked at, orthographically. World axes are LPS: +x left, +y posterior, +z superior. */
enum PictureView {
    RIGHT("from the patient's right", new int[] {0, -1, 0}, new int[] {0, 0, 1}),
    ANTERIOR("from anterior", new int[] {1, 0, 0}, new int[] {0, 0, 1}),
    SUPERIOR("from superior", new int[] {-1, 0, 0}, new int[] {0, -1, 0}),
    LEFT("from the patient's left", new int[] {0, 1, 0}, new int[] {0, 0, 1}),
    POSTERIOR("from posterior", new int[] {-1, 0, 0}, new int[] {0, 0, 1}),
    INFERIOR("from inferior", new int[] {1, 0, 0}, new int[] {0, -1, 0});

    private static final String[] POSITIVE = {"L", "P", "S"};
    private static final String[] NEGATIVE = {"R", "A", "I"};

    private final String label;
    private final int[] right;
    private final int[] up;

    /** Towards the viewer: right x up. */
    private final int[] towards;

    PictureView(String label, int[] right, int[] up) {
        this.label = label;
        this.right = right;
        this.up = up;
        this.towards = new int[] {
            right[1] * up[2] - right[2] * up[1],
            right[2] * up[0] - right[0] * up[2],
            right[0] * up[1] - right[1] * up[0]
        };
    }

    String label() {
        return label;
    }

    /** Component towards the right border of the view. */
    double right(double x, double y, double z) {
        return right[0] * x + right[1] * y + right[2] * z;
    }

    /** Component towards the upper border of the view. */
    double up(double x, double y, double z) {
        return up[0] * x + up[1] * y + up[2] * z;
    }

    /** Component towards the viewer. */
    double towards(double x, double y, double z) {
        return towards[0] * x + towards[1] * y + towards[2] * z;
    }

    /** Anatomical letters at the left, right, upper and lower border. */
    String[] letters() {
        return new String[] {letter(right, -1), letter(right, 1), letter(up, 1), letter(up, -1)};
    }

    private static String letter(int[] axis, int sign) {
        for (int n = 0; n < 3; n++) {
            if (axis[n] != 0) {
                return axis[n] * sign > 0 ? POSITIVE[n] : NEGATIVE[n];
            }
        }
        throw new IllegalStateException("a view has no axis");
    }
}
