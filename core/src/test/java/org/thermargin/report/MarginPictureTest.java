package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.MarginResult;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class MarginPictureTest {
    private static final String SVG = picture(SampleAssessments.full(), SampleAssessments.numbers());

    private static String picture(Assessment assessment, ZoneNumbers numbers) {
        ZoneAssessment zone = SampleAssessments.with(SampleAssessments.zone(), Map.of("numbers", Optional.of(numbers)));
        return MarginPicture.of(assessment, SampleAssessments.lesion(), zone);
    }

    private static String pictureOf(MarginMap surface, Point3 thinnest) {
        MarginResult.Witness witness =
                SampleAssessments.with(SampleAssessments.margin().witness(), Map.of("lesion", thinnest));
        MarginResult margin =
                SampleAssessments.with(SampleAssessments.margin(), Map.of("surface", surface, "witness", witness));
        return picture(
                SampleAssessments.full(),
                SampleAssessments.with(SampleAssessments.numbers(), Map.of("margin", margin)));
    }

    private static List<String> texts(String svg) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            NodeList nodes = document.getElementsByTagName("text");
            List<String> result = new ArrayList<>();
            for (int n = 0; n < nodes.getLength(); n++) {
                result.add(nodes.item(n).getTextContent());
            }
            return result;
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("the picture is not XML", e);
        }
    }

    /** The part of the document that is the panel of the view. */
    private static String panel(String svg, PictureView view) {
        int start = svg.indexOf(SvgText.escaped(view.label()) + "</text>");
        int end = svg.indexOf("<rect", start);
        assertThat(start).as(view.label()).isPositive();
        return svg.substring(start, end);
    }

    private static Set<PictureView> viewsWithRing(String svg) {
        Set<PictureView> views = EnumSet.noneOf(PictureView.class);
        for (PictureView view : PictureView.values()) {
            if (panel(svg, view).contains("<circle")) {
                views.add(view);
            }
        }
        return views;
    }

    private static Set<String> bandsPainted(String svg) {
        Matcher matcher = Pattern.compile("<path class=\"(b\\d)s").matcher(svg);
        Set<String> bands = new TreeSet<>();
        while (matcher.find()) {
            bands.add(matcher.group(1));
        }
        return bands;
    }

    /** Ball of 15 mm around LPS (0, 0, 1000), finely cut; margin 6 mm, at one vertex -1 mm. */
    private static MarginMap fineBall(int steps) {
        double[] vertices = new double[3 * (steps + 1) * 2 * steps];
        double[] margin = new double[vertices.length / 3];
        int[] triangles = new int[3 * 2 * steps * 2 * steps];
        int size = 0;
        for (int row = 0; row <= steps; row++) {
            for (int column = 0; column < 2 * steps; column++) {
                double polar = Math.PI * row / steps;
                double around = Math.PI * column / steps;
                int v = 2 * steps * row + column;
                vertices[3 * v] = 15 * StrictMath.sin(polar) * StrictMath.cos(around);
                vertices[3 * v + 1] = 15 * StrictMath.sin(polar) * StrictMath.sin(around);
                vertices[3 * v + 2] = 1000 + 15 * StrictMath.cos(polar);
                margin[v] = 6;
                if (row < steps) {
                    int next = 2 * steps * row + (column + 1) % (2 * steps);
                    int[] quad = {v, v + 2 * steps, next, next, v + 2 * steps, next + 2 * steps};
                    System.arraycopy(quad, 0, triangles, size, 6);
                    size += 6;
                }
            }
        }
        margin[steps * steps] = -1; // one vertex of the equator
        return new MarginMap(vertices, triangles, margin);
    }

    @Test
    void saysCaseLesionSourceVerdictAndMarginWithItsInterval() {
        assertThat(texts(SVG))
                .contains(
                        "demo: lesion L1, observed zone, if the zone is as tabled",
                        "INDETERMINATEMAM 6.02 mm, 99 % interval 4.99 to 6.44 mm",
                        "Lesion surface coloured by ablation margin; target 5 mm, ASSUMED: no target was stated");
    }

    @Test
    @Tag("H40")
    void theLastLineSaysResearchOnly() {
        List<String> texts = texts(SVG);

        assertThat(texts.get(texts.size() - 1)).isEqualTo(AssessmentText.RESEARCH_ONLY);
    }

    /** Left, right, upper, lower border, as on a CT screen and as one stands before the patient. */
    @Test
    @Tag("H01")
    void everyViewHasItsLettersAndAScaleBar() {
        Map<PictureView, String> letters = Map.of(
                PictureView.ANTERIOR, "RLSI",
                PictureView.POSTERIOR, "LRSI",
                PictureView.RIGHT, "PASI",
                PictureView.LEFT, "APSI",
                PictureView.INFERIOR, "RLAP",
                PictureView.SUPERIOR, "LRAP");

        letters.forEach((view, expected) -> {
            String panel = panel(SVG, view);
            Matcher matcher = Pattern.compile("class=\"a\">(.)<").matcher(panel);
            StringBuilder found = new StringBuilder();
            while (matcher.find()) {
                found.append(matcher.group(1));
            }
            assertThat(found.toString()).as(view.label()).isEqualTo(expected);
            assertThat(panel).contains(">10 mm<");
        });
    }

    @Test
    @Tag("H01")
    void theRingIsInTheViewsThatFaceTheThinnestPointAndInNoOther() {
        double third = 6 / Math.sqrt(3); // on the sample's ball of 6 mm, facing three sides alike
        MarginMap ball = SampleAssessments.margin().surface();

        assertThat(viewsWithRing(pictureOf(ball, new Point3(-third, -third, 1000 + third))))
                .containsExactlyInAnyOrder(PictureView.RIGHT, PictureView.ANTERIOR, PictureView.SUPERIOR);
        assertThat(viewsWithRing(pictureOf(ball, new Point3(third, third, 1000 - third))))
                .containsExactlyInAnyOrder(PictureView.LEFT, PictureView.POSTERIOR, PictureView.INFERIOR);
    }

    @Test
    void aPointWithinTheLesionHasNoRingAndTheLegendSaysSo() {
        String svg = pictureOf(fineBall(40), new Point3(0, 0, 1000));

        assertThat(viewsWithRing(svg)).isEmpty();
        assertThat(svg).contains("thinnest point (no ring: inside the lesion or in a hollow of it)");
    }

    @Test
    void aSheetHidesWhatLiesBehindIt() {
        double[] vertices = new double[24];
        for (int n = 0; n < 8; n++) {
            vertices[3 * n] = n % 2 == 0 ? -5 : 5;
            vertices[3 * n + 1] = n < 4 ? 0 : 60;
            vertices[3 * n + 2] = n % 4 < 2 ? -5 : 5;
        }
        int[] facingAnterior = {0, 1, 2, 2, 1, 3, 4, 5, 6, 6, 5, 7};
        PictureMesh mesh = PictureMesh.of(new MarginMap(vertices, facingAnterior, new double[8]));
        SurfaceDrawing anterior = new SurfaceDrawing(
                mesh, PictureView.ANTERIOR, SampleAssessments.numbers().bands(), 1);

        assertThat(anterior.sees(new Point3(1, 0, 2))).isTrue();
        assertThat(anterior.sees(new Point3(1, 60, 2))).isFalse();
    }

    @Test
    void theLegendHasTheSharesOfTheAssessmentNotOfThePicture() {
        assertThat(texts(SVG))
                .containsSubsequence(
                        "<0.1 %", "not covered (< 0 mm)",
                        "5.0 %", "margin 0 to < 5 mm",
                        "85.0 %", "margin 5 to < 10 mm",
                        "10.0 %", "margin 10 mm or more");
    }

    @Test
    void aSurfaceIsPaintedInTheColourOfItsMargin() {
        // concentric balls of 6 and 12 mm in voxels of 1 mm: every margin within 0.87 mm of 6 mm
        assertThat(bandsPainted(SVG)).containsExactly("b2");
        assertThat(SVG).contains(".b2s0{fill:" + BandColour.UNDER_10_MM.hex(0));
    }

    @Test
    @Tag("H38")
    void namesAreTextAndNeverMarkup() {
        Assessment hostile = SampleAssessments.with(
                SampleAssessments.full(), Map.of("caseId", "</title><script>&\"'\u0007\ufffe\ud800"));

        String svg = picture(hostile, SampleAssessments.numbers());

        assertThat(svg).doesNotContain("<script");
        assertThat(texts(svg).get(0)).startsWith("</title><script>&\"'???: lesion L1");
    }

    @Test
    void theSameAssessmentGivesTheSameBytesWithFewDecimals() {
        assertThat(picture(SampleAssessments.full(), SampleAssessments.numbers()))
                .isEqualTo(SVG);
        assertThat(Pattern.compile("\\d\\.\\d{3}").matcher(SVG).find()).isFalse();
    }

    @Test
    void aFineSurfaceIsMadeLightAndKeepsItsThinSpot() {
        MarginMap fine = fineBall(130); // 67,600 triangles

        String svg = pictureOf(fine, new Point3(0, 0, 1015));

        assertThat(svg.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
        assertThat(bandsPainted(svg)).contains("b0", "b2");
    }

    @Test
    void aZoneWithoutNumbersHasNoPicture() {
        ZoneAssessment failed = SampleAssessments.with(SampleAssessments.zone(), Map.of("numbers", Optional.empty()));

        assertThatThrownBy(() -> MarginPicture.of(SampleAssessments.full(), SampleAssessments.lesion(), failed))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
