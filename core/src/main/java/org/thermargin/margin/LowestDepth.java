package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.geometry.SignedField;

/**
 * The least depth over cells: the key of a box is the depth in its middle less its radius, and no less than that of the box it
 * is a part of; the answer is the least key of a fine box. Where bounds of depths are quick boxes wait by those, and a depth
 * is asked for only of a fine box whose turn comes and of the few boxes around it that can have a larger key. If there are
 * more boxes than are allowed the least key of all that wait is the answer, and every one counts by its depth.
 */
final class LowestDepth {
    /** More than depths change beyond the distance of two points, mm. */
    private static final double ROUNDING_MM = 1e-4;
    /** Bounds that leave more depths to be asked for are not close enough to help, as where parts of a union overlap. */
    private static final int DEPTHS = 64;

    private final BallCells cells;
    private final SignedField zone;
    private final double fineMm;
    private final int budget;
    private final double[] box = new double[6];
    private final double[] centre = new double[3];
    private int[] nodes = new int[1024]; // by serial number, where boxes wait by bounds
    private int[] parents = new int[1024];
    private int found;
    private int asked; // depths

    LowestDepth(BallCells cells, SignedField zone, double fineMm, int budget) {
        this.cells = cells;
        this.zone = zone;
        this.fineMm = fineMm;
        this.budget = budget;
    }

    /** The answer, mm. */
    double boundMm() {
        double quick = zone.hasQuickBounds() ? byBounds() : Double.NaN;
        return Double.isNaN(quick) ? byDepths() : quick;
    }

    /** Copies the middle of a box that has it. */
    void copyPlace(double[] place) {
        locate(found);
        System.arraycopy(centre, 0, place, 0, 3);
    }

    private double byDepths() {
        BoxQueue queue = new BoxQueue();
        queue.offer(Double.NEGATIVE_INFINITY, 0, 0);
        int serial = 1;
        double bound = Double.NEGATIVE_INFINITY;
        while (!queue.isEmpty()) {
            bound = queue.key();
            int node = queue.node();
            queue.removeFirst();
            if (cells.rhoMm(node) <= fineMm || serial > budget) {
                found = node;
                break;
            }
            int parts = cells.divide(node);
            for (int n = cells.firstChild(node); parts > 0; n++, parts--) {
                queue.offer(Math.max(bound, key(n)), serial++, n);
            }
        }
        return bound;
    }

    /** NaN where there are too many boxes, or too many depths to ask for, or no box is fine. */
    private double byBounds() {
        BoxQueue queue = new BoxQueue();
        queue.offer(Double.NEGATIVE_INFINITY, 0, 0);
        int serial = 1;
        double best = Double.POSITIVE_INFINITY;
        while (!queue.isEmpty() && queue.key() < best) {
            double key = queue.key();
            int node = queue.node();
            int of = queue.serial();
            queue.removeFirst();
            if (cells.rhoMm(node) <= fineMm) {
                double exact = keyWithParents(of);
                if (exact < best) {
                    best = exact;
                    found = node;
                }
                continue;
            }
            if (serial > budget || asked > DEPTHS) {
                return Double.NaN;
            }
            int parts = cells.divide(node);
            for (int n = cells.firstChild(node); parts > 0; n++, parts--) {
                remember(serial, n, of);
                locate(n);
                double least = zone.atLeastMm(centre[0], centre[1], centre[2]) - cells.rhoMm(n);
                queue.offer(Math.max(key, least), serial++, n);
            }
        }
        return best < Double.POSITIVE_INFINITY ? best : Double.NaN;
    }

    private void remember(int serial, int node, int parent) {
        if (serial == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * serial);
            parents = Arrays.copyOf(parents, 2 * serial);
        }
        nodes[serial] = node;
        parents[serial] = parent;
    }

    /** The key of a box: depths of those around it matter where they can be so much larger. */
    private double keyWithParents(int serial) {
        int node = nodes[serial];
        double key = key(node);
        double depth = key + cells.rhoMm(node);
        double x = centre[0];
        double y = centre[1];
        double z = centre[2];
        for (int of = parents[serial]; of != 0; of = parents[of]) {
            locate(nodes[of]);
            double apart = BoxFrame.length(centre[0] - x, centre[1] - y, centre[2] - z);
            if (depth + apart - cells.rhoMm(nodes[of]) + ROUNDING_MM > key) {
                key = Math.max(key, key(nodes[of]));
            }
        }
        return key;
    }

    private double key(int node) {
        locate(node);
        asked++;
        return zone.depthMm(centre[0], centre[1], centre[2]) - cells.rhoMm(node);
    }

    /** The middle of the box of a node, in the world of the cells. */
    private void locate(int node) {
        cells.copyBox(node, box);
        BoxFrame frame = cells.frame();
        centre[0] = frame.worldX(box[0], box[1], box[2]);
        centre[1] = frame.worldY(box[0], box[1], box[2]);
        centre[2] = frame.worldZ(box[0], box[1], box[2]);
    }
}
