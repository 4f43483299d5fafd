package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MarginResult;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;

/**
 * A phantom without symmetry: lesion of 6 mm in a zone of 12 mm around LPS (0, 0, 1000), one vessel ball of 3 mm to the
 * left, in front and above. The thinnest point is set to (4, -3, 1002), so that all three planes cut lesion and vessel.
 */
class SlicePictureTest {
    private static final Point3 THIN = new Point3(4, -3, 1002);
    private static final double PANEL = 312;
    private static final double STEP = 324;
    private static final double HALF_MM = 25; // the least: the zone reaches 12 mm

    private static BinaryMask ball(Point3 centre, double radiusMm) {
        VoxelGrid grid = SampleAssessments.GRID;
        BinaryMask mask = new BinaryMask(grid);
        for (int v = 0; v < grid.voxelCount(); v++) {
            int i = v % grid.nx();
            int j = v / grid.nx() % grid.ny();
            int k = v / grid.nx() / grid.ny();
            if (grid.toWorld(i, j, k).distanceMm(centre) <= radiusMm) {
                mask.set(i, j, k);
            }
        }
        return mask;
    }

    private static String picture(List<Vessel> vessels, Optional<ImageBackdrop> image) {
        MarginResult.Witness witness = new MarginResult.Witness(THIN, new Point3(8, -6, 1004), Direction3.LEFT);
        MarginResult margin = SampleAssessments.with(SampleAssessments.margin(), Map.of("witness", witness));
        ZoneNumbers numbers = SampleAssessments.with(SampleAssessments.numbers(), Map.of("margin", margin));
        ZoneAssessment zone = SampleAssessments.with(
                SampleAssessments.zone(), Map.of("numbers", Optional.of(numbers), "cooling", Optional.empty()));
        LesionAssessment lesion = SampleAssessments.lesion();
        return SlicePicture.of(
                new PictureScene(Optional.empty(), vessels, List.of(), List.of(), image), lesion, zone, "t");
    }

    private static List<Vessel> vesselAt(Point3 centre) {
        return List.of(new Vessel("portal", VesselKind.PORTAL, ball(centre, 3), "v.nii"));
    }

    /** Mean corner of the paths in the vessels' colour, px, by panel. */
    private static List<double[]> vesselPlaces(String svg) {
        List<double[]> places = new ArrayList<>();
        Matcher paths = Pattern.compile("<path d=\"([^\"]*)\" fill=\"#CC79A7\"").matcher(svg);
        while (paths.find()) {
            if (paths.group(1).contains("h24v16")) {
                continue; // the legend
            }
            Matcher corners = Pattern.compile("[ML]([-\\d.]+) ([-\\d.]+)").matcher(paths.group(1));
            double x = 0;
            double y = 0;
            int count = 0;
            while (corners.find()) {
                x += Double.parseDouble(corners.group(1));
                y += Double.parseDouble(corners.group(2));
                count++;
            }
            places.add(new double[] {x / count, y / count});
        }
        return places;
    }

    @Test
    @Tag("H35")
    void leftAnteriorAndSuperiorAreWhereARadiologistExpectsThem() {
        List<double[]> places = vesselPlaces(picture(vesselAt(new Point3(5, -4, 1003)), Optional.empty()));

        double pxPerMm = PANEL / (2 * HALF_MM);
        double middle = PANEL / 2;
        assertThat(places).hasSize(3);
        // corners are rounded to 0.1 px; a ball of 3 mm in voxels of 1 mm has its middle within half a voxel, 3.1 px
        assertThat(places.get(0))
                .containsExactly(new double[] {middle + 5 * pxPerMm, middle - 4 * pxPerMm}, within(3.2));
        assertThat(places.get(1))
                .containsExactly(new double[] {STEP + middle + 5 * pxPerMm, middle - 3 * pxPerMm}, within(3.2));
        assertThat(places.get(2))
                .containsExactly(new double[] {2 * STEP + middle - 4 * pxPerMm, middle - 3 * pxPerMm}, within(3.2));
    }

    @Test
    @Tag("H35")
    void lettersNameTheSidesOfEveryPlane() {
        Matcher letters = Pattern.compile("class=\"a\">([A-Z])<").matcher(picture(List.of(), Optional.empty()));
        StringBuilder found = new StringBuilder();
        while (letters.find()) {
            found.append(letters.group(1));
        }

        assertThat(found).hasToString("RLAP" + "RLSI" + "APSI");
    }

    @Test
    void theThinnestPointIsRingedInEveryPlane() {
        String svg = picture(List.of(), Optional.empty());

        double pxPerMm = PANEL / (2 * HALF_MM);
        for (double[] at : List.of(
                new double[] {PANEL / 2 + 4 * pxPerMm, PANEL / 2 - 3 * pxPerMm},
                new double[] {STEP + PANEL / 2 + 4 * pxPerMm, PANEL / 2 - 2 * pxPerMm},
                new double[] {2 * STEP + PANEL / 2 - 3 * pxPerMm, PANEL / 2 - 2 * pxPerMm})) {
            assertThat(svg).contains("<circle cx=\"" + PagePicture.px(at[0]) + "\" cy=\"" + PagePicture.px(at[1]));
        }
    }

    /** One bright voxel to the left, in front and above; -1000 elsewhere, so that the values count as HU. */
    @Test
    @Tag("H35")
    void anImageBehindIsNotFlipped() throws IOException {
        VoxelGrid grid = SampleAssessments.GRID;
        float[] values = new float[grid.voxelCount()];
        java.util.Arrays.fill(values, -1000);
        for (int k = 0; k < 44; k++) {
            for (int j = 0; j < 44; j++) {
                for (int i = 0; i < 44; i++) {
                    if (grid.toWorld(i, j, k).distanceMm(new Point3(9, -7, 1005)) < 7) {
                        values[grid.linearIndex(i, j, k)] = 240;
                    }
                }
            }
        }
        String svg = picture(List.of(), Optional.of(ImageBackdrop.of(new ScalarVolume(grid, values))));

        Matcher images = Pattern.compile("base64,([^\"]+)\"").matcher(svg);
        int[][] middleMm = {{9, -7}, {9, -5}, {-7, -5}}; // to the right and down, mm
        for (int[] at : middleMm) {
            assertThat(images.find()).isTrue();
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(images.group(1))));
            int x = image.getWidth() / 2 + 2 * at[0]; // pixels of 0.5 mm
            int y = image.getHeight() / 2 + 2 * at[1];
            assertThat(image.getRaster().getSample(x, y, 0)).isEqualTo(255);
            assertThat(image.getRaster().getSample(image.getWidth() - x, y, 0)).isZero();
            assertThat(image.getRaster().getSample(x, image.getHeight() - y, 0)).isZero();
        }
    }

    @Test
    void withoutHounsfieldUnitsAFewBrightVoxelsDoNotMakeAllElseDark() {
        VoxelGrid grid = SampleAssessments.GRID;
        float[] values = new float[grid.voxelCount()];
        for (int n = 0; n < values.length; n++) {
            values[n] = n % 101; // percentiles of 0 .. 100
        }
        values[7] = 90_000;

        ImageBackdrop image = ImageBackdrop.of(new ScalarVolume(grid, values));

        assertThat(image.words()).contains("1st to the 99th percentile");
        // one bright voxel, and a last round of 101 that is not complete, shift a percentile by at most one value
        assertThat(image.low()).isCloseTo(1, within(1.0));
        assertThat(image.high()).isCloseTo(99, within(1.0));
        values[8] = -1024;
        assertThat(ImageBackdrop.of(new ScalarVolume(grid, values)).words()).contains("window 40 HU");
    }
}
