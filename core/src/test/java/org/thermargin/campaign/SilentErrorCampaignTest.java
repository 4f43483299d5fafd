package org.thermargin.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.assess.Outcome;

/**
 * A wrong answer is never silent: every base case is spoiled by every injector, and then is refused, or warned of with a
 * code of the injected hazard that the untouched case does not carry, or its interval still holds the truth.
 */
class SilentErrorCampaignTest {
    /** Bases from this number on; a long campaign can be run in pieces. */
    private static final int FROM = Integer.getInteger("thermargin.campaign.from", 0);

    private static final int UNTOUCHED = 20;

    /** Where spoiled lesions and zones are left for other programs; null: nowhere. */
    private static final String EXPORT = System.getProperty("thermargin.campaign.export");

    private static final int BASES = Integer.getInteger("thermargin.campaign.bases", 2);

    @TempDir
    private Path temp;

    @Test
    @Tag("H01")
    @Tag("H13")
    void noSpoiledCaseEndsInASilentWrongAnswer() throws Exception {
        List<String> silent = new ArrayList<>();
        Map<String, Integer> ends = new LinkedHashMap<>();
        int runs = 0;
        Optional<PeerCases> peers = Optional.empty();
        if (EXPORT != null) {
            peers = Optional.of(new PeerCases(Path.of(EXPORT)));
        }
        for (int n = FROM; n < FROM + BASES; n++) {
            BaseCase base = BaseCases.of(n);
            CampaignRun untouched = untouched(base);
            if (peers.isPresent()) {
                base.write(folder("twin"));
                peers.get().add(folder("twin"), folder("twin"), base, "untouched", untouched, untouched);
            }
            for (Injector injector : Injectors.all(base)) {
                Path folder = folder("spoiled");
                base.write(folder);
                injector.action().spoil(folder, base);
                CampaignRun run = CampaignRun.of(folder, base.truths());
                String end = run.end(untouched, injector.hazards());
                ends.merge(end, 1, Integer::sum);
                runs++;
                if (end.equals("silent")) {
                    System.out.println(
                            "silent: " + base.name() + ", " + injector.name() + run.margins() + " " + run.said());
                    silent.add(base.name() + ", " + injector.name() + ": " + run.outcome() + run.margins() + ", truth "
                            + base.truths() + ", said " + run.said());
                }
                if (peers.isPresent()) {
                    peers.get().add(folder, folder("twin"), base, injector.name(), run, untouched);
                }
                clear(folder);
            }
            System.out.println(base.name() + " done, so far " + ends);
        }
        System.out.println("bases " + FROM + " to " + (FROM + BASES - 1) + "; silent wrong answers: " + silent.size()
                + " of " + runs + " spoiled cases; " + ends);
        assertThat(silent).as("%d of %d spoiled cases", silent.size(), runs).isEmpty();
    }

    /** What the program says of untouched bases: neither refused nor warned of, decided, and right, whatever the locale. */
    @Test
    @Tag("H26")
    void untouchedBasesAreNeitherRefusedNorWarnedOfAndHoldTheirTruth() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (int n = 0; n < UNTOUCHED; n++) {
            BaseCase base = BaseCases.of(n);
            all.assertThatCode(() -> untouched(base)).as(base.name()).doesNotThrowAnyException();
        }
        all.assertAll();
    }

    @Test
    @Tag("H26")
    @Tag("H34")
    void noLocaleChangesAnAnswer() throws Exception {
        BaseCase base = BaseCases.of(7);
        String margins = untouched(base).margins();
        Locale before = Locale.getDefault();
        try {
            for (String locale : List.of("tr-TR", "de-DE", "ar-EG-u-nu-arab")) {
                Locale.setDefault(Locale.forLanguageTag(locale));

                assertThat(untouched(base).margins()).as(locale).isEqualTo(margins);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private CampaignRun untouched(BaseCase base) throws IOException {
        Path twin = folder("twin");
        base.write(twin);
        CampaignRun untouched = CampaignRun.of(twin, base.truths());
        clear(twin);
        assertThat(untouched.refused())
                .as(base.name() + " " + untouched.findings())
                .isFalse();
        assertThat(untouched.warningCodes()).as(base.name()).isEmpty();
        assertThat(untouched.outcome())
                .as("%s %s %s", base.name(), untouched.said(), untouched.margins())
                .isNotEqualTo(Outcome.INDETERMINATE);
        assertThat(untouched.holdsTruth())
                .as(base.name() + untouched.margins() + " truth " + base.truths())
                .isTrue();
        return untouched;
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(temp.resolve(name));
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
