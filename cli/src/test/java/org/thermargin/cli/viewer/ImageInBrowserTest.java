package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.Region;
import org.thermargin.report.ImageBackdrop;

/**
 * What a browser shows of an image whose lattice is tilted and whose voxels are 0.9 x 0.9 x 2.4 mm, behind masks on an upright
 * lattice of 1 mm: bright balls to the left of, behind and above a lesion, of which a structure marks the one behind.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageInBrowserTest {
    private static final Point3 CENTRE = new Point3(40, -25, -60);
    private static final double BALL_MM = 7;
    private static final double AWAY_MM = 24;

    private static final List<Point3> BALLS = List.of(moved(AWAY_MM, 0, 0), moved(0, AWAY_MM, 0), moved(0, 0, AWAY_MM));
    private static final List<Point3> OPPOSITE =
            List.of(moved(-AWAY_MM, 0, 0), moved(0, -AWAY_MM, 0), moved(0, 0, -AWAY_MM));

    private Path folder;
    private Viewing viewing;
    private Browser browser;

    private static VoxelGrid tilted() {
        double c = Math.cos(Math.toRadians(20));
        double s = Math.sin(Math.toRadians(20));
        Direction3 i = Direction3.of(c, s, 0);
        Direction3 j = Direction3.of(-s, c, 0);
        double half = 50;
        return VoxelGrid.oriented(
                112,
                112,
                42,
                0.9,
                0.9,
                2.4,
                i,
                j,
                Direction3.SUPERIOR,
                moved(-half * c + half * s, -half * s - half * c, -half));
    }

    @BeforeAll
    void open(@TempDir Path given) throws Exception {
        folder = given;
        browser = Browser.start(folder);
        viewing = Viewing.of(Viewing.viewed(stated(), folder, Optional.of(ImageBackdrop.of(image()))));
        browser.open(viewing);
        browser.click("#home");
        browser.settle();
        lookAtCentre();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (viewing != null) {
            viewing.close();
        }
    }

    private static Point3 moved(double left, double posterior, double superior) {
        return new Point3(CENTRE.x() + left, CENTRE.y() + posterior, CENTRE.z() + superior);
    }

    /** Values as of MR: no Hounsfield units, one voxel far brighter than all else. */
    private static ScalarVolume image() {
        VoxelGrid grid = tilted();
        float[] values = new float[grid.voxelCount()];
        for (int k = 0, n = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, n++) {
                    Point3 p = grid.toWorld(i, j, k);
                    values[n] = BALLS.stream().anyMatch(ball -> p.distanceMm(ball) <= BALL_MM) ? 1000 : 100;
                }
            }
        }
        values[0] = 500_000;
        return new ScalarVolume(grid, values);
    }

    private CaseFile stated() throws IOException {
        return new CaseFile(
                "image",
                List.of(
                        VolumeEntry.of(VolumeRole.LESION, written("lesion", Region.ball(CENTRE, 8)))
                                .named("ball"),
                        VolumeEntry.of(VolumeRole.ZONE, written("zone", Region.ball(CENTRE, 14))),
                        VolumeEntry.of(VolumeRole.STRUCTURE, written("mark", Region.ball(BALLS.get(1), BALL_MM)))
                                .named("mark")),
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
    }

    private Path written(String name, Region region) throws IOException {
        VoxelGrid grid = VoxelGrid.axisAligned(80, 80, 80, 1, 1, 1, moved(-39.5, -39.5, -39.5));
        Path file = folder.resolve(name + ".nii.gz");
        NiftiWriter.write(file, region.mask(grid));
        return file;
    }

    private void lookAtCentre() {
        for (ShownView.Plane plane : List.of(ShownView.Plane.AXIAL, ShownView.Plane.CORONAL)) {
            int[] at = ShownView.of(browser, plane).pixel(CENTRE);
            browser.drag(at, at);
        }
        browser.settle();
    }

    /**
     * The image is 100 and 1000: percentiles make them black and white, the one voxel of 500,000 does not. Looked at 2 mm beside
     * the axis, off the crosshair; balls reach 6 mm farther.
     */
    @Test
    @Tag("H35")
    void sidesOfATiltedImageAreRightInAllPlanes() {
        BufferedImage picture = browser.picture();
        for (ShownView.Plane plane : ShownView.Plane.values()) {
            ShownView view = ShownView.of(browser, plane);
            for (int axis = 0; axis < 3; axis++) {
                if (axis == across(plane)) {
                    continue;
                }
                assertThat(green(view.colour(picture, aside(BALLS.get(axis), plane, axis))))
                        .as(plane + ", ball on axis " + axis)
                        .isGreaterThan(150);
                assertThat(green(view.colour(picture, aside(OPPOSITE.get(axis), plane, axis))))
                        .as(plane + ", no ball on axis " + axis)
                        .isLessThan(60);
            }
        }
    }

    /** White alone at the ball to the left; at the one behind the structure's yellow over it: blue is missing. */
    @Test
    @Tag("H35")
    void maskLiesOnItsPartOfATiltedImage() {
        for (ShownView.Plane plane : List.of(ShownView.Plane.AXIAL, ShownView.Plane.SAGITTAL)) {
            assertThat(yellow(plane, BALLS.get(1))).as("marked, %s", plane).isGreaterThan(30);
        }
        for (ShownView.Plane plane : List.of(ShownView.Plane.AXIAL, ShownView.Plane.CORONAL)) {
            assertThat(yellow(plane, BALLS.get(0))).as("not marked, %s", plane).isLessThan(10);
        }
        // the structure begins where the ball does, 6.7 mm before its centre at 2 mm beside it: 2 mm farther, 2 mm
        // nearer
        assertThat(yellow(ShownView.Plane.AXIAL, moved(0, AWAY_MM - 6.7, 0))).isGreaterThan(30);
        assertThat(yellow(ShownView.Plane.AXIAL, moved(0, AWAY_MM - 10.7, 0))).isLessThan(10);
    }

    @Test
    void hiddenMaskLeavesTheImage() {
        String box = ".layer-list label:nth-last-child(2) input";
        browser.click(box);
        browser.settle();
        assertThat(yellow(ShownView.Plane.AXIAL, BALLS.get(1))).isLessThan(10);

        browser.click(box);
        browser.settle();
        assertThat(yellow(ShownView.Plane.AXIAL, BALLS.get(1))).isGreaterThan(30);
    }

    /** With a width of 3600 around 1000 the balls are middle grey. */
    @Test
    void windowChangesTheGreys() {
        setField("Image width", "3600");
        setField("Image level", "1000");
        ShownView axial = ShownView.of(browser, ShownView.Plane.AXIAL);

        int grey = green(axial.colour(browser.picture(), aside(BALLS.get(0), ShownView.Plane.AXIAL, 0)));

        assertThat(grey).isBetween(110, 145);
        setField("Image width", "900");
        setField("Image level", "550");
    }

    private void setField(String name, String value) {
        browser.script("const f = document.querySelector('[aria-label=\"" + name + "\"]'); f.value = '" + value
                + "'; f.dispatchEvent(new Event('change'))");
        browser.await(() ->
                value.equals(browser.script("return document.querySelector('[aria-label=\"" + name + "\"]').value")));
        browser.settle();
    }

    /** The structures' yellow over grey 2 mm beside the point along both axes of the plane, off the crosshair; 0 on grey. */
    private int yellow(ShownView.Plane plane, Point3 p) {
        Point3 beside = new Point3(p.x() + 2, p.y() + 2, p.z() + 2);
        int[] rgb = ShownView.of(browser, plane).colour(browser.picture(), beside);
        return Math.min(rgb[0], rgb[1]) - rgb[2];
    }

    private static int green(int[] rgb) {
        return rgb[1];
    }

    private static int across(ShownView.Plane plane) {
        return switch (plane) {
            case AXIAL -> 2;
            case CORONAL -> 1;
            case SAGITTAL -> 0;
        };
    }

    private static Point3 aside(Point3 p, ShownView.Plane plane, int axis) {
        int other = 3 - across(plane) - axis;
        return new Point3(p.x() + (other == 0 ? 2 : 0), p.y() + (other == 1 ? 2 : 0), p.z() + (other == 2 ? 2 : 0));
    }
}
