package org.thermargin.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeshSolidTest {
    private static final Point3 ORIGIN = new Point3(0, 0, 0);

    /** Signed distance of the box -1..1, -2..2, -3..3 in closed form. */
    private static double box(double x, double y, double z) {
        double qx = Math.abs(x) - 1;
        double qy = Math.abs(y) - 2;
        double qz = Math.abs(z) - 3;
        double outside = Math.sqrt(Math.max(qx, 0) * Math.max(qx, 0)
                + Math.max(qy, 0) * Math.max(qy, 0)
                + Math.max(qz, 0) * Math.max(qz, 0));
        return -(outside + Math.min(0, Math.max(qx, Math.max(qy, qz))));
    }

    @Test
    void depthInABoxIsTheClosedFormAtFacesEdgesAndCorners() {
        MeshSolid solid = Meshes.box(-1, -2, -3, 1, 2, 3).solid();

        // a lattice through faces, edges, corners, diagonals and the centre: every feature and every tie
        for (double x = -3; x <= 3; x += 0.5) {
            for (double y = -4; y <= 4; y += 0.5) {
                for (double z = -5; z <= 5; z += 0.5) {
                    assertThat(solid.depthMm(x, y, z)).isCloseTo(box(x, y, z), within(1e-12));
                }
            }
        }
        assertThat(solid.volumeMm3()).isCloseTo(48, within(1e-12));
        assertThat(solid.bounds()).isEqualTo(new Bounds3(new Point3(-1, -2, -3), new Point3(1, 2, 3)));
    }

    @Test
    void signFollowsTheSurfaceOfANonConvexSolid() {
        // a ball with a ball-shaped hollow that touches nothing: two closed surfaces, the inner turned inwards
        Meshes.Mesh outer = Meshes.ellipsoid(ORIGIN, 20, 20, 20, 4);
        Meshes.Mesh inner = Meshes.ellipsoid(new Point3(3, 0, 0), 8, 8, 8, 4);
        double[] vertices = Arrays.copyOf(outer.vertices(), outer.vertices().length + inner.vertices().length);
        System.arraycopy(inner.vertices(), 0, vertices, outer.vertices().length, inner.vertices().length);
        int[] corners = Arrays.copyOf(outer.corners(), outer.corners().length + inner.corners().length);
        for (int t = 0; t < inner.corners().length; t += 3) {
            int first = outer.vertices().length / 3;
            corners[outer.corners().length + t] = first + inner.corners()[t];
            corners[outer.corners().length + t + 1] = first + inner.corners()[t + 2];
            corners[outer.corners().length + t + 2] = first + inner.corners()[t + 1];
        }
        MeshSolid solid = MeshSolid.of(vertices, corners);
        SplittableRandom random = new SplittableRandom(3);

        for (int n = 0; n < 5000; n++) {
            double x = 50 * random.nextDouble() - 25;
            double y = 50 * random.nextDouble() - 25;
            double z = 50 * random.nextDouble() - 25;
            double toOuter = 20 - Math.sqrt(x * x + y * y + z * z);
            double toInner = Math.sqrt((x - 3) * (x - 3) + y * y + z * z) - 8;

            // 2048 facets of a unit ball lie at most 1 - cos(half the widest edge) = 0.0036 inside it: 0.08 mm of 20
            assertThat(solid.depthMm(x, y, z)).isCloseTo(Math.min(toOuter, toInner), within(0.08));
        }
    }

    @Test
    void treeFindsWhatTheSearchOverAllTrianglesFinds() {
        Meshes.Mesh mesh = Meshes.ellipsoid(new Point3(1, -2, 3), 17, 17, 18.5, 4);
        MeshSolid solid = mesh.solid();
        SplittableRandom random = new SplittableRandom(5);
        double[] q = new double[3];
        for (int n = 0; n < 300; n++) {
            double[] p = {60 * random.nextDouble() - 30, 60 * random.nextDouble() - 30, 60 * random.nextDouble() - 30};
            double least = Double.POSITIVE_INFINITY;
            for (int t = 0; t < mesh.corners().length / 3; t++) {
                TriangleKernel.nearest(mesh.vertices(), mesh.corners(), t, p, q);
                double dx = q[0] - p[0];
                double dy = q[1] - p[1];
                double dz = q[2] - p[2];
                least = Math.min(least, Math.sqrt(dx * dx + dy * dy + dz * dz));
            }

            assertThat(Math.abs(solid.depthMm(p[0], p[1], p[2]))).isEqualTo(least);
        }
    }

    @Test
    void placedSolidIsTheSameSolidInAnotherFrame() {
        MeshSolid solid = Meshes.box(-1, -2, -3, 1, 2, 3).solid();
        Direction3 z = Direction3.of(1, 2, -2);
        Direction3 x = z.anyPerpendicular();
        Frame3 frame = new Frame3(new Point3(10, 20, -30), x, z.cross(x), z);
        MeshSolid placed = solid.placed(frame);
        SplittableRandom random = new SplittableRandom(9);
        for (int n = 0; n < 500; n++) {
            double a = 8 * random.nextDouble() - 4;
            double b = 8 * random.nextDouble() - 4;
            double c = 8 * random.nextDouble() - 4;

            assertThat(placed.depthMm(frame.toWorld(a, b, c))).isCloseTo(box(a, b, c), within(1e-12));
        }
        assertThat(placed.volumeMm3()).isEqualTo(solid.volumeMm3());
        assertThat(solid.stretched(2, 0.5).volumeMm3()).isCloseTo(48 * 2, within(1e-12));
        assertThat(solid.stretched(2, 0.5).bounds().high()).isEqualTo(new Point3(2, 4, 1.5));
    }

    @Test
    void meshesThatEncloseNothingAreRefusedWithTheReason() {
        Meshes.Mesh box = Meshes.box(0, 0, 0, 1, 1, 1);
        int[] open = Arrays.copyOf(box.corners(), box.corners().length - 3);
        int[] turned = box.corners().clone();
        turned[1] = box.corners()[2];
        turned[2] = box.corners()[1];
        int[] inside = new int[box.corners().length];
        for (int n = 0; n < inside.length; n += 3) {
            inside[n] = box.corners()[n];
            inside[n + 1] = box.corners()[n + 2];
            inside[n + 2] = box.corners()[n + 1];
        }

        assertThatThrownBy(() -> MeshSolid.of(box.vertices(), open)).hasMessageContaining("3 edges were open");
        assertThatThrownBy(() -> MeshSolid.of(box.vertices(), turned)).hasMessageContaining("closed");
        assertThatThrownBy(() -> MeshSolid.of(box.vertices(), inside)).hasMessageContaining("enclosed -1.0 mm3");
        assertThatThrownBy(() -> MeshSolid.of(box.vertices(), new int[] {0, 1, 2}))
                .hasMessageContaining("had 1");
    }

    @Test
    void unionIsExactOutsideAndNeverTooDeepInside() {
        Sphere ball = new Sphere(new Point3(1.5, 0, 0), 2);
        MeshSolid box = Meshes.box(-1, -2, -3, 1, 2, 3).solid();
        SolidUnion union = SolidUnion.of(List.of(box, ball));
        SplittableRandom random = new SplittableRandom(11);
        double deepest = 0;
        for (int n = 0; n < 3000; n++) {
            Point3 p =
                    new Point3(8 * random.nextDouble() - 4, 8 * random.nextDouble() - 4, 8 * random.nextDouble() - 4);
            double single = Math.max(box.depthMm(p), ball.depthMm(p));

            assertThat(union.depthMm(p)).isEqualTo(single);
            assertThat(union.contains(p.x(), p.y(), p.z())).isEqualTo(single >= 0);
            deepest = Math.max(deepest, union.depthMm(p));
        }
        assertThat(deepest).isGreaterThan(1);
        // the part of the ball beyond x = 1 within the box's height and width, plus the box: by a fine lattice
        assertThat(union.volumeMm3()).isCloseTo(48 + beyondBox(ball), within(0.7)); // 1 % of 70 mm3
        assertThat(SolidUnion.of(List.of(box, new Sphere(new Point3(20, 0, 0), 2)))
                        .volumeMm3())
                .isCloseTo(48 + 32 * Math.PI / 3, within(1e-9));
    }

    /** Volume of the ball of radius 2 about x = 1.5 outside the box: slices by x, which the box cuts off at x = 1. */
    private static double beyondBox(Sphere ball) {
        // inside -1..1 the box holds the ball (radius 2 in y and 3 in z): only the cap x > 1 lies beyond, height 2.5
        double h = 2.5;
        return Math.PI * h * h * (3 * ball.radiusMm() - h) / 3;
    }
}
