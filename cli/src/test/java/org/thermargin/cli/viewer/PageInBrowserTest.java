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
import org.openqa.selenium.WebElement;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.Region;

/**
 * What a browser shows of a body that has no two sides alike: a lesion of radius 10 mm, a zone of radius 16 mm that lies 3 mm
 * to the left of it, and marks to its left, behind it and above it, on a lattice that is tilted.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInBrowserTest {
    private static final Point3 CENTRE = new Point3(-30, 20, 70);
    private static final double LESION_MM = 10;
    private static final double ZONE_MM = 16;
    private static final double ZONE_LEFT_MM = 3;
    private static final double MARK_MM = 22;
    private static final VoxelGrid GRID = tilted();

    private Path folder;

    private Viewing viewing;
    private Browser browser;
    private BufferedImage picture;

    /** 25 degrees about the axis that points left: slices of the body are no slices of this lattice. */
    private static VoxelGrid tilted() {
        int n = 88;
        double c = Math.cos(Math.toRadians(25));
        double s = Math.sin(Math.toRadians(25));
        double half = (n - 1) / 2.0;
        return VoxelGrid.oriented(
                n,
                n,
                n,
                1,
                1,
                1,
                Direction3.LEFT,
                Direction3.of(0, c, s),
                Direction3.of(0, -s, c),
                moved(-half, -half * c + half * s, -half * s - half * c));
    }

    @BeforeAll
    void open(@TempDir Path given) throws Exception {
        folder = given;
        browser = Browser.start(folder);
        viewing = Viewing.of(Viewing.viewed(asymmetric(), folder, Optional.empty()));
        browser.open(viewing);
        browser.click("#home");
        browser.settle();
        picture = browser.picture();
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

    private CaseFile asymmetric() throws IOException {
        Point3 zone = moved(ZONE_LEFT_MM, 0, 0);
        return new CaseFile(
                "asymmetric",
                List.of(
                        VolumeEntry.of(VolumeRole.LIVER, written("liver", Region.ball(CENTRE, 36))),
                        VolumeEntry.of(VolumeRole.LESION, written("lesion", Region.ball(CENTRE, LESION_MM)))
                                .named("ball"),
                        VolumeEntry.of(VolumeRole.ZONE, written("zone", Region.ball(zone, ZONE_MM))),
                        VolumeEntry.of(VolumeRole.STRUCTURE, written("marks", marks()))
                                .named("marks")),
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
    }

    private static Region marks() {
        return Region.ball(moved(MARK_MM, 0, 0), 5)
                .or(Region.ball(moved(0, MARK_MM, 0), 5))
                .or(Region.ball(moved(0, 0, MARK_MM), 5));
    }

    private static Point3 moved(double left, double posterior, double superior) {
        return new Point3(CENTRE.x() + left, CENTRE.y() + posterior, CENTRE.z() + superior);
    }

    private Path written(String name, Region region) throws IOException {
        Path file = folder.resolve(name + ".nii.gz");
        NiftiWriter.write(file, region.mask(GRID));
        return file;
    }

    /** The slices pass through the thinnest point, at most a voxel from the centre's plane but for the axis of the zone. */
    private void lookAtCentre() {
        browser.script("const v = document.querySelector('.view-axial'); v.focus()");
        ShownView axial = ShownView.of(browser, ShownView.Plane.AXIAL);
        int[] at = axial.pixel(CENTRE);
        browser.drag(at, at);
        ShownView coronal = ShownView.of(browser, ShownView.Plane.CORONAL);
        int[] level = coronal.pixel(CENTRE);
        browser.drag(level, level);
        browser.settle();
        picture = browser.picture();
    }

    @Test
    @Tag("H35")
    void sidesAreRightInAllPlanes() {
        lookAtCentre();
        for (ShownView.Plane plane : ShownView.Plane.values()) {
            ShownView view = ShownView.of(browser, plane);
            List<Point3> marked = List.of(moved(MARK_MM, 0, 0), moved(0, MARK_MM, 0), moved(0, 0, MARK_MM));
            List<Point3> opposite = List.of(moved(-MARK_MM, 0, 0), moved(0, -MARK_MM, 0), moved(0, 0, -MARK_MM));
            for (int axis = 0; axis < 3; axis++) {
                if (axis == across(plane)) {
                    continue;
                }
                // off the crosshair, which passes through both
                assertThat(yellow(view.colour(picture, aside(marked.get(axis), plane, axis))))
                        .as(plane + ", mark on axis " + axis)
                        .isGreaterThan(20);
                assertThat(yellow(view.colour(picture, aside(opposite.get(axis), plane, axis))))
                        .as(plane + ", no mark on axis " + axis)
                        .isLessThan(8);
            }
        }
    }

    /** The structures' yellow over the grey of the liver; about 0 on grey. */
    private static int yellow(int[] rgb) {
        return Math.min(rgb[0], rgb[1]) - rgb[2];
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

    @Test
    @Tag("H35")
    void lettersAndCaseStandInEveryView() {
        assertThat(letters(ShownView.Plane.AXIAL)).containsExactly("R", "L", "A", "P");
        assertThat(letters(ShownView.Plane.CORONAL)).containsExactly("R", "L", "S", "I");
        assertThat(letters(ShownView.Plane.SAGITTAL)).containsExactly("A", "P", "S", "I");

        List<String> captions =
                browser.all(".view .case").stream().map(WebElement::getText).toList();
        assertThat(captions).hasSize(4).allMatch(text -> text.matches("asymmetric · [0-9a-f]{12}"));
    }

    private List<String> letters(ShownView.Plane plane) {
        return List.of("left", "right", "top", "bottom").stream()
                .map(side -> browser.find(plane.css() + " .side." + side).getText())
                .toList();
    }

    /**
     * At 30 degrees from the axis the margin is 16 mm less the distance to the zone's centre: 3.3 mm on the right side and
     * 8.5 mm on the left, far from the limits of the bands at 0, 5 and 10 mm.
     */
    @Test
    void outlineOfTheLesionHasTheColourOfItsMargin() {
        lookAtCentre();
        ShownView axial = ShownView.of(browser, ShownView.Plane.AXIAL);

        assertThat(nearest(axial, 150)).as("3.3 mm").isEqualTo(hex("#e69f00"));
        assertThat(nearest(axial, 30)).as("8.5 mm").isEqualTo(hex("#56b4e9"));
    }

    /** The strongest colour within a voxel of the lesion's surface at this angle from the patient's left. */
    private List<Integer> nearest(ShownView view, double degrees) {
        double angle = Math.toRadians(degrees);
        List<Integer> best = List.of();
        int strongest = -1;
        for (double r = LESION_MM - 1; r <= LESION_MM + 1; r += 0.1) {
            int[] rgb = view.colour(picture, moved(r * Math.cos(angle), r * Math.sin(angle), 0));
            int spread = Math.max(rgb[0], Math.max(rgb[1], rgb[2])) - Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
            if (spread > strongest) {
                strongest = spread;
                best = List.of(rgb[0], rgb[1], rgb[2]);
            }
        }
        return best;
    }

    private static List<Integer> hex(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return List.of(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }

    @Test
    void spaceShowsTheLesion() {
        browser.await(() -> coloured() > 200);
    }

    /** Pixels of the scene in the hues of the bands, orange or blue. */
    private long coloured() {
        WebElement scene = browser.find("#space");
        BufferedImage now = browser.picture();
        var box = scene.getRect();
        long found = 0;
        for (int y = box.y + 60; y < box.y + box.height - 60; y++) {
            for (int x = box.x + 60; x < box.x + box.width - 60; x++) {
                int rgb = now.getRGB(x, y);
                int difference = (rgb >> 16 & 0xff) - (rgb & 0xff);
                found += Math.abs(difference) > 60 ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    @Tag("H40")
    void saysThatItIsNoMedicalDevice() {
        assertThat(browser.find("#notice").getText()).contains("not a medical device");
        assertThat(browser.find("#notice").isDisplayed()).isTrue();
    }

    @Test
    void opensWithoutAnErrorInTheConsole() {
        assertThat(browser.console()).isEmpty();
    }

    @Test
    @Tag("H37")
    void nothingIsShownWithoutTheLinkOrUnderAnotherName() {
        Browser stranger = Browser.start(folder);
        try (stranger) {
            for (String address : List.of("http://127.0.0.1:", "http://localhost:")) {
                stranger.go(address + viewing.port() + "/");

                assertThat(String.valueOf(stranger.script("return document.documentElement.outerHTML")))
                        .doesNotContain("asymmetric")
                        .doesNotContain("main.js");
            }
        }
    }
}
