package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.thermargin.geometry.Point3;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.scene.ZoneSource;

/** What a user does to a needle in a browser, held against the engine without one. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanInBrowserTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Numbers pass as shortest decimals, so nothing is lost; the same engine judges both. */
    private static final double SAME_MM = 1e-6;

    private Path folder;

    private Viewing viewing;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path given) throws Exception {
        folder = given;
        browser = Browser.start(folder);
        Viewing.copied("plan-to-check", folder);
        viewing = Viewing.of(folder, Optional.empty());
        browser.open(viewing);
        browser.choose("#choices label:nth-of-type(2) select", "planned");
        browser.settle();
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

    private double mamMm() {
        return Double.parseDouble(browser.find("#mam").getAttribute("data-mm"));
    }

    /** The plan as the page saves it, in the folder of the case. */
    private Path saved() throws IOException {
        Path file = folder.resolve("plan.case.json");
        Files.deleteIfExists(file);
        browser.click("#save-case");
        browser.await(() -> Files.exists(file));
        return file;
    }

    private static JsonNode planned(Path plan) throws IOException {
        for (JsonNode applicator : JSON.readTree(plan.toFile()).get("applicators")) {
            if (applicator.get("source").asText().equals("planned")) {
                return applicator;
            }
        }
        throw new AssertionError("no planned applicator in " + plan);
    }

    private static Point3 tip(Path plan) throws IOException {
        JsonNode tip = planned(plan).get("tip_mm");
        return new Point3(
                tip.get(0).doubleValue(), tip.get(1).doubleValue(), tip.get(2).doubleValue());
    }

    /** What {@code assess} says of the planned zone of a case file. */
    private double assessedMm(Path file) throws Exception {
        return Viewing.viewed(CaseFileReader.readAny(file), folder, Optional.empty())
                .open()
                .assessment()
                .lesions()
                .get(0)
                .zones()
                .stream()
                .filter(zone -> zone.source() == ZoneSource.PLANNED)
                .findFirst()
                .orElseThrow()
                .numbers()
                .orElseThrow()
                .margin()
                .mamMm();
    }

    private void reset() {
        if (browser.find("#reset").isEnabled()) {
            browser.click("#reset");
            browser.settle();
        }
    }

    @Test
    void whileATipIsDraggedANumberFollowsItAndSaysSo() throws Exception {
        reset();
        browser.click("#thinnest");
        browser.settle();
        double before = mamMm();
        browser.script("window.seen = [];"
                + "new MutationObserver(() => { const v = document.querySelector('#verdict');"
                + " const m = document.querySelector('#mam');"
                + " if (v && m) window.seen.push([v.dataset.provisional, Number(m.dataset.mm)]); })"
                + ".observe(document.querySelector('#answer'), {attributes: true, attributeFilter: ['data-seq']})");
        ShownView axial = ShownView.of(browser, ShownView.Plane.AXIAL);
        int[] from = axial.pixel(tip(saved()));

        browser.press(from);
        browser.moveTo(new int[] {from[0] - 30, from[1] + 12});
        browser.await(() -> Boolean.TRUE.equals(browser.script(
                "return window.seen.some(([provisional, mm]) => provisional === 'true' && mm !== " + before + ")")));
        browser.release();
        browser.settle();

        assertThat(browser.find("#verdict").getAttribute("data-provisional")).isEqualTo("false");
        Object last = browser.script("return window.seen.filter(([p]) => p === 'true').at(-1)[1]");
        // no wide vessel is near: what followed the needle is what is assessed there
        assertThat(((Number) last).doubleValue()).isCloseTo(mamMm(), within(SAME_MM));
    }

    @Test
    void draggingATipShowsWhatAssessSaysOfThatPlace(TestReporter reporter) throws Exception {
        reset();
        browser.click("#thinnest");
        browser.settle();
        Point3 before = tip(saved());
        double mamBefore = mamMm();
        browser.script(
                "window.firstMove = 0; window.lag = [];"
                        + "document.addEventListener('pointermove', e => { if (e.buttons) window.firstMove ||= performance.now(); }, true);"
                        + "new MutationObserver(() => { if (window.firstMove) { window.lag.push(performance.now() - window.firstMove);"
                        + " window.firstMove = 0; } }).observe(document.querySelector('#answer'), {attributes: true, attributeFilter: ['data-seq']})");
        ShownView axial = ShownView.of(browser, ShownView.Plane.AXIAL);
        int[] from = axial.pixel(before);
        int[] to = {from[0] - 24, from[1] + 10};

        browser.drag(from, to);
        browser.settle();

        Path plan = saved();
        Point3 after = tip(plan);
        reporter.publishEntry(
                "drag event to changed number, ms",
                String.valueOf(browser.script("return window.lag.map(Math.round)")));
        // a pixel to the left is one to the patient's right; the grip may be half a pixel beside the tip
        assertThat(after.x() - before.x()).isCloseTo(-24 * axial.mmPerPixel(), within(1e-9));
        assertThat(after.y() - before.y()).isCloseTo(10 * axial.mmPerPixel(), within(1e-9));
        assertThat(after.z()).isEqualTo(before.z());
        assertThat(mamMm()).isNotEqualTo(mamBefore);
        assertThat(mamMm()).isCloseTo(assessedMm(plan), within(SAME_MM));
    }

    @Test
    void fingerBesideATipDragsIt() throws Exception {
        reset();
        browser.click("#thinnest");
        browser.settle();
        Point3 before = tip(saved());
        ShownView axial = ShownView.of(browser, ShownView.Plane.AXIAL);
        int[] tip = axial.pixel(before);
        int[] from = {tip[0] + 9, tip[1] - 8}; // too far for a mouse
        int[] to = {from[0] - 24, from[1] + 16};

        browser.dragByTouch(from, to);
        browser.settle();

        Path plan = saved();
        Point3 after = tip(plan);
        assertThat(after.x() - before.x()).isCloseTo(-24 * axial.mmPerPixel(), within(1e-9));
        assertThat(after.y() - before.y()).isCloseTo(16 * axial.mmPerPixel(), within(1e-9));
        assertThat(after.z()).isEqualTo(before.z());
        assertThat(mamMm()).isCloseTo(assessedMm(plan), within(SAME_MM));
        browser.click("#undo");
        browser.settle();
        assertThat(tip(saved())).isEqualTo(before);
    }

    @Test
    void keysMoveByOneMillimetreAndUndoBringsBack() throws Exception {
        reset();
        Point3 before = tip(saved());
        double mamBefore = mamMm();

        browser.script("document.querySelector('.view-axial').focus()");
        browser.keys(Keys.ARROW_RIGHT);
        browser.keysWith(Keys.SHIFT, Keys.ARROW_UP);
        browser.settle();

        Path plan = saved();
        Point3 after = tip(plan);
        // right on an axial slice is the patient's left, up is anterior; sums of doubles near 100
        assertThat(after.x() - before.x()).isCloseTo(1, within(1e-12));
        assertThat(after.y() - before.y()).isCloseTo(-0.2, within(1e-12));
        assertThat(mamMm()).isCloseTo(assessedMm(plan), within(SAME_MM));

        browser.click("#undo");
        browser.click("#undo");
        browser.settle();
        assertThat(tip(saved())).isEqualTo(before);
        assertThat(mamMm()).isEqualTo(mamBefore);
    }

    @Test
    void addedApplicatorIsAssessedAndCanBeRemoved() throws Exception {
        reset();
        double before = mamMm();

        browser.click("#add");
        browser.settle();

        assertThat(cards()).isEqualTo(2);
        assertThat(mamMm()).isCloseTo(assessedMm(saved()), within(SAME_MM));

        browser.click(".applicator.chosen [data-move=remove]");
        browser.settle();
        assertThat(cards()).isEqualTo(1);
        assertThat(mamMm()).isEqualTo(before);

        browser.click("#undo");
        browser.settle();
        assertThat(cards()).isEqualTo(2);
    }

    private long cards() {
        return ((Number) browser.script("return document.querySelectorAll('.applicator').length")).longValue();
    }

    @Test
    void aFixThatIsShownAndAppliedMakesThePlanPass() throws Exception {
        reset();
        browser.script("document.querySelector('.view-axial').focus()");
        for (int mm = 0; mm < 8; mm++) {
            browser.keys(Keys.ARROW_RIGHT);
        }
        browser.settle();
        assertThat(verdict()).isNotEqualTo("COMPLETE");

        browser.click("#fix");
        browser.await(() -> !browser.all("#fixes button").isEmpty());
        browser.click("#fixes li[data-passes=true] button");
        browser.settle();

        assertThat(verdict()).isEqualTo("COMPLETE");
        assertThat(mamMm()).isCloseTo(assessedMm(saved()), within(SAME_MM));
    }

    private String verdict() {
        return browser.find("#verdict").getAttribute("data-verdict");
    }

    @Test
    void savedPlanOpensAsTheSamePlan() throws Exception {
        reset();
        browser.script("document.querySelector('.view-coronal').focus()");
        browser.keys("[", ".");
        browser.settle();
        double shown = mamMm();
        Path plan = saved();

        try (Viewing again = Viewing.of(plan, Optional.empty())) {
            browser.open(again);
            browser.choose("#choices label:nth-of-type(2) select", "planned");
            browser.settle();

            assertThat(mamMm()).isCloseTo(shown, within(SAME_MM));
            JsonNode opened = JSON.readTree(browser.fetched("/api/case")).at("/plan/applicators/planned/0");
            JsonNode stated = planned(plan);
            assertThat(opened.get("tip_mm")).isEqualTo(stated.get("tip_mm"));
            assertThat(opened.get("entry_mm")).isEqualTo(stated.get("entry_mm"));
        } finally {
            viewing.close();
            viewing = Viewing.of(folder, Optional.empty());
            browser.open(viewing);
            browser.choose("#choices label:nth-of-type(2) select", "planned");
            browser.settle();
        }
    }

    @Test
    void thinnestPlaceTakesAllViewsThere() {
        reset();
        browser.click("#thinnest");
        browser.settle();

        Object places = browser.script(
                "return [...document.querySelectorAll('.view[data-focus-lps-mm]')].map(v => v.dataset.focusLpsMm)"
                        + ".concat([...document.querySelectorAll('.view[data-centre-lps-mm]')].map(v => v.dataset.centreLpsMm))");

        assertThat((List<?>) places).hasSize(6);
        assertThat(new HashSet<>((List<?>) places)).hasSize(1);
    }
}
