package org.thermargin.phantom;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * The shapes of {@link LiverPhantom}, LPS mm: lobed liver, portal tree, hepatic veins, inferior vena cava, gallbladder,
 * ribs of the right side, two lesions and their zones. Invented, not a model of a person.
 */
final class LiverAnatomy {
    static final double IVC_X_MM = 4;
    static final double IVC_Y_MM = 52;

    private static final Point3 BESIDE_VEIN = new Point3(-42, -3, 30);
    private static final Point3 UNDER_CAPSULE = new Point3(-93, 13, -13);

    private final LiverShape liver = new LiverShape();
    private final LobedBody perivascular = new LobedBody(
            BESIDE_VEIN,
            11.4,
            10.6,
            11.9,
            lobe(0.9, 0.2, -0.3, 0.14, 3),
            lobe(-0.5, 0.8, 0.4, 0.16, 3),
            lobe(-0.4, -0.7, -0.7, 0.15, 4),
            lobe(0.1, -0.5, 0.9, 0.10, 4),
            lobe(0.3, 0.9, -0.2, -0.09, 4));
    private final LobedBody perivascularZone = new LobedBody(
            new Point3(-43.5, -3.5, 30.5),
            20.5,
            19.5,
            21,
            lobe(0.96, 0.16, -0.22, -0.187, 3),
            lobe(-0.6, 0.7, 0.3, 0.06, 3),
            lobe(-0.3, -0.8, -0.5, 0.07, 4),
            lobe(-0.8, -0.3, 0.6, -0.05, 4));
    private final LobedBody subcapsular = new LobedBody(
            UNDER_CAPSULE,
            8.2,
            8.9,
            8.5,
            lobe(-0.2, 0.9, 0.3, 0.12, 3),
            lobe(0.7, -0.5, -0.5, 0.15, 3),
            lobe(0.2, 0.1, 0.95, 0.12, 4),
            lobe(0.6, 0.7, -0.3, -0.08, 4));
    private final LobedBody subcapsularZone = new LobedBody(
            new Point3(-92, 13.5, -13.5),
            16,
            16.4,
            16.8,
            lobe(-0.2, 0.9, 0.4, 0.05, 3),
            lobe(0.8, -0.4, -0.4, 0.06, 3),
            lobe(0.5, 0.6, 0.6, -0.04, 4));

    /** Liver tissue with lesions and inner vessels, without the vena cava. */
    LiverShape liver() {
        return liver;
    }

    /** The lesion beside the middle hepatic vein. */
    LobedBody perivascular() {
        return perivascular;
    }

    /** Its observed zone, with a dent towards the vein. */
    LobedBody perivascularZone() {
        return perivascularZone;
    }

    /** The lesion under the right lateral capsule. */
    LobedBody subcapsular() {
        return subcapsular;
    }

    /** Its observed zone, before it is cut at the capsule. */
    LobedBody subcapsularZone() {
        return subcapsularZone;
    }

    private static LobedBody.Bump lobe(double x, double y, double z, double height, int squarings) {
        return new LobedBody.Bump(Direction3.of(x, y, z), height, squarings);
    }

    TaperedTube venaCava() {
        TaperedTube ivc = new TaperedTube();
        ivc.addPath(
                new double[] {IVC_X_MM + 3, IVC_Y_MM + 2, -90, 10},
                new double[] {IVC_X_MM, IVC_Y_MM, -20, 10.5},
                new double[] {IVC_X_MM - 1, IVC_Y_MM - 1, 40, 11},
                new double[] {IVC_X_MM - 2, IVC_Y_MM - 4, 84, 11.5});
        return ivc;
    }

    TaperedTube hepaticVeins() {
        TaperedTube veins = new TaperedTube();
        double[][] right = {
            {-2, 46, 50, 5.4}, {-22, 38, 44, 4.9}, {-44, 30, 28, 4.3}, {-60, 26, 8, 3.7}, {-70, 22, -12, 2.9}
        };
        double[][] middle = {
            {0, 42, 52, 5.2}, {-12, 22, 43, 4.6}, {-24, 0, 26, 3.9}, {-31, -18, 8, 3.1}, {-38, -26, -10, 2.3}
        };
        double[][] left = {{2, 42, 50, 4.8}, {4, 20, 45, 4.2}, {13, -6, 39, 3.5}, {30, -28, 35, 2.6}};
        VesselGrowth growth = new VesselGrowth(liver, aroundLesions(), veins, 7);
        branches(veins, growth, right, 2.3);
        branches(veins, growth, middle, 1.9);
        branches(veins, growth, left, 1.8);
        return veins;
    }

    TaperedTube portalTree() {
        TaperedTube portal = new TaperedTube();
        double[][] trunk = {{16, 30, -62, 6.6}, {4, 24, -42, 6.4}, {-12, 16, -22, 6.2}};
        double[][] right = {{-12, 16, -22, 5.4}, {-30, 13, -14, 4.8}, {-46, 12, -8, 4.2}};
        double[][] anterior = {{-46, 12, -8, 3.5}, {-58, -4, -2, 3.2}, {-66, -16, 10, 2.7}, {-70, -20, 26, 2.1}};
        double[][] posterior = {{-46, 12, -8, 3.4}, {-60, 34, -8, 2.9}, {-68, 42, 4, 2.4}};
        double[][] left = {{-12, 16, -22, 4.6}, {-4, 2, -2, 4.1}, {10, -16, 16, 3.5}, {24, -32, 26, 2.9}};
        portal.addPath(trunk);
        portal.addPath(right);
        VesselGrowth growth = new VesselGrowth(liver, aroundLesions(), portal, 19);
        branches(portal, growth, anterior, 2.2);
        branches(portal, growth, posterior, 2.2);
        branches(portal, growth, left, 2.0);
        return portal;
    }

    /** Lays the stem and lets a side branch spring from each inner node, and two from the end. */
    private static void branches(TaperedTube tube, VesselGrowth growth, double[][] stem, double sideRadiusMm) {
        tube.addPath(stem);
        for (int n = 1; n < stem.length; n++) {
            Point3 node = new Point3(stem[n][0], stem[n][1], stem[n][2]);
            Direction3 along = Direction3.between(new Point3(stem[n - 1][0], stem[n - 1][1], stem[n - 1][2]), node);
            Direction3 aside = along.anyPerpendicular();
            double sign = n % 2 == 0 ? 1 : -1;
            growth.grow(node, mixed(along, aside, sign), Math.min(sideRadiusMm, 0.75 * stem[n][3]));
            growth.grow(node, mixed(along, aside.cross(along), -sign), Math.min(sideRadiusMm, 0.7 * stem[n][3]));
        }
    }

    private static Direction3 mixed(Direction3 along, Direction3 aside, double sign) {
        return Direction3.of(along.x() + sign * aside.x(), along.y() + sign * aside.y(), along.z() + sign * aside.z());
    }

    private static Region aroundLesions() {
        return Region.ball(BESIDE_VEIN, 19).or(Region.ball(UNDER_CAPSULE, 15));
    }

    TaperedTube gallbladder() {
        TaperedTube gallbladder = new TaperedTube();
        gallbladder.addPath(
                new double[] {-24, 0, -26, 3},
                new double[] {-30, -12, -32, 7},
                new double[] {-37, -32, -42, 12},
                new double[] {-40, -44, -50, 13});
        return gallbladder;
    }

    /** Eight right ribs: arcs on an elliptic chest wall that fall towards the front. */
    TaperedTube ribs() {
        TaperedTube ribs = new TaperedTube();
        for (int rib = 0; rib < 8; rib++) {
            double[][] nodes = new double[27][];
            for (int n = 0; n < nodes.length; n++) {
                double t = -0.75 + 0.06 * n; // half-angle tangent: rational points of the ellipse
                double c = (1 - t * t) / (1 + t * t);
                double s = 2 * t / (1 + t * t);
                double y = 4 + 98 * s;
                nodes[n] = new double[] {-121 * c, y, 62 - 25 * rib + 0.42 * y, 4.4};
            }
            ribs.addPath(nodes);
        }
        return ribs;
    }
}
