package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.plan.CaseAdvice;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportPageTest {
    private static final String PAGE = page(SampleAssessments.full());

    private static String page(Assessment assessment) {
        return ReportPage.of(
                assessment,
                CaseAdvice.none(),
                new ReportPage.Options(
                        SampleAssessments.SOFTWARE, PathStyle.HASHED, PictureScene.none(), Optional.empty()));
    }

    private static Document parsed(String page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("the page must not name another resource: " + systemId);
            });
            return builder.parse(new InputSource(new StringReader(page)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("the page is not XML", e);
        }
    }

    private static String text(String page) {
        String body = page.substring(page.indexOf("<body>"));
        String plain = body.replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", " ");
        return plain.replace('\u00a0', ' ').replaceAll("\\s+", " ");
    }

    @Test
    void thePageIsXmlAndHasOneSectionForEachLesionAndZone() {
        Document document = parsed(PAGE);

        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("html");
        assertThat(Pattern.compile("<section class=\"zone\">").matcher(PAGE).results())
                .hasSize(1);
        assertThat(text(PAGE)).contains("Lesion L1, observed zone", "INDETERMINATE");
    }

    @Test
    @Tag("H38")
    void thePageHoldsAllItShowsAndNamesNoAddress() {
        String own = PAGE.replaceAll("xmlns(:xlink)?=\"http://www\\.w3\\.org/[^\"]*\"", "");

        assertThat(own).doesNotContain("http:", "https:", "file:", "<script", "<link", "@import", "javascript:");
        assertThat(PAGE).doesNotContain("Smith");
    }

    @Test
    @Tag("H40")
    void everySheetSaysResearchOnly() {
        assertThat(PAGE).contains("@bottom-left{content:\"" + AssessmentText.RESEARCH_ONLY + "\"");
        assertThat(text(PAGE)).contains(AssessmentText.RESEARCH_ONLY);
    }

    @Test
    @Tag("H38")
    void namesAreTextAndNeverMarkup() {
        String hostile = "</title><script>alert(1)</script><img src=x onerror=\"a\">&\"'\u0007\ufffe";
        LesionAssessment lesion = SampleAssessments.with(SampleAssessments.lesion(), Map.of("id", hostile));
        Assessment assessment =
                SampleAssessments.with(SampleAssessments.of(List.of(lesion)), Map.of("caseId", hostile));

        String page = page(assessment);

        assertThat(page).doesNotContain("<script", "<img");
        assertThat(parsed(page).getElementsByTagName("h2").item(0).getTextContent())
                .startsWith("Lesion </title><script>alert(1)</script>");
    }

    @Test
    void theSameAssessmentGivesTheSameBytes() {
        assertThat(page(SampleAssessments.full())).isEqualTo(PAGE);
    }

    @Test
    void aDateStandsOnlyWhereOneIsGiven() {
        String dated = ReportPage.of(
                SampleAssessments.full(),
                CaseAdvice.none(),
                new ReportPage.Options(
                        SampleAssessments.SOFTWARE, PathStyle.HASHED, PictureScene.none(), Optional.of("2026-03-01")));

        assertThat(text(dated)).contains("Case demo, 2026-03-01");
        assertThat(text(PAGE)).doesNotContainPattern("20\\d\\d-\\d\\d-\\d\\d");
    }

    /** Rounded as in the text: to the nearest, up or down, with one or two decimals, none, or as percent. */
    @Test
    void everyNumberOfTheLesionIsOnThePage() throws IOException {
        JsonNode lesion = new ObjectMapper()
                .readTree(AssessmentJson.of(
                        SampleAssessments.full(), CaseAdvice.none(), SampleAssessments.SOFTWARE, PathStyle.HASHED))
                .at("/lesions/0");
        Set<String> shown = new TreeSet<>(List.of(text(PAGE).split("[^-\\d.]+|\\.(?!\\d)|(?<=\\d)-", -1)));
        Set<String> missing = new LinkedHashSet<>();

        missing(lesion, "", shown, missing);

        assertThat(missing).isEmpty();
    }

    private static void missing(JsonNode node, String path, Set<String> shown, Set<String> missing) {
        if (node.isNumber() && spellings(node.asDouble()).stream().noneMatch(shown::contains)) {
            missing.add(path + " = " + node);
        }
        node.properties().forEach(e -> missing(e.getValue(), path + "/" + e.getKey(), shown, missing));
        if (node.isArray()) {
            for (int n = 0; n < node.size(); n++) {
                missing(node.get(n), path + "/" + n, shown, missing);
            }
        }
    }

    private static Set<String> spellings(double value) {
        Set<String> all = new TreeSet<>();
        for (double v : new double[] {value, 100 * value}) {
            all.add(Numbers.plain(v));
            for (int decimals = 0; decimals <= 2; decimals++) {
                all.addAll(List.of(Numbers.near(v, decimals), Numbers.up(v, decimals), Numbers.down(v, decimals)));
            }
        }
        if (value < 0.0005) {
            all.add("0.1"); // printed as <0.1 %
        }
        return all;
    }

    @Test
    void aRefusedLesionHasItsReasonAndNoSection() {
        String page = page(SampleAssessments.of(List.of(SampleAssessments.refusedLesion())));

        assertThat(page).doesNotContain("<section class=\"zone\">");
        assertThat(text(page)).contains("REFUSED", "the lesion touches the image border");
    }

    @Test
    void whatIsNotKnownIsNotInvented() {
        String text = text(page(SampleAssessments.bare()));

        assertThat(text).doesNotContain("NaN", "Infinity", "null", "Optional");
    }
}
