package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.geometry.Point3;
import org.thermargin.io.transform.TransformReader;

/** What a browser says of the thinnest place where the zone was drawn on another scan than the lesion. */
@Tag("browser")
class ScansInBrowserTest {
    private static final Pattern PLACE = Pattern.compile("LPS \\((-?[\\d.]+), (-?[\\d.]+), (-?[\\d.]+)\\) mm");
    /** Coordinates are shown to 0.1 mm: half of that per axis on either scan. */
    private static final double ROUNDED_MM = 0.05 * 2 * Math.sqrt(3);

    @Test
    @Tag("H20")
    void thinnestPlaceIsShownOnBothScans(@TempDir Path folder) throws Exception {
        Viewing.copied("registered-plan", folder);
        try (Browser browser = Browser.start(folder);
                Viewing viewing = Viewing.of(folder, Optional.empty())) {
            browser.open(viewing);
            browser.choose("#choices label:nth-of-type(2) select", "observed");
            browser.settle();

            String shown = browser.find("#on-scans").getText();

            Matcher places = PLACE.matcher(shown);
            Point3 before = next(places);
            Point3 after = next(places);
            assertThat(shown).contains("on the scan after");
            Point3 mapped = TransformReader.read(folder.resolve("before-to-after.tfm"))
                    .map()
                    .apply(before);
            assertThat(mapped.distanceMm(after)).isCloseTo(0, within(ROUNDED_MM));

            browser.choose("#choices label:nth-of-type(2) select", "planned");
            browser.settle();
            // the plan lies on the scan before
            assertThat((List<?>) browser.script("return [...document.querySelectorAll('#on-scans')]"))
                    .isEmpty();
        }
    }

    private static Point3 next(Matcher places) {
        assertThat(places.find()).isTrue();
        return new Point3(
                Double.parseDouble(places.group(1)),
                Double.parseDouble(places.group(2)),
                Double.parseDouble(places.group(3)));
    }
}
