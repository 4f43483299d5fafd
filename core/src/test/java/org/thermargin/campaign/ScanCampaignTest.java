package org.thermargin.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.assess.Outcome;

/**
 * The campaign on cases of two scans: what a case says of the map between them is spoiled in every way, and each case then
 * is refused, or warned of with a hazard of that kind, or its interval still holds the truth.
 */
class ScanCampaignTest {
    private static final int BASES = Integer.getInteger("thermargin.campaign.scans", 3);

    @TempDir
    private Path temp;

    @Test
    @Tag("H19")
    @Tag("H20")
    void noSpoiledRegistrationEndsInASilentWrongAnswer() throws Exception {
        List<String> silent = new ArrayList<>();
        Map<String, Integer> ends = new TreeMap<>();
        for (int n = 0; n < BASES; n++) {
            TwoScans base = TwoScans.of(n);
            CampaignRun untouched = untouched(base);
            for (ScanSpoilers.Spoiler spoiler : ScanSpoilers.all(base)) {
                Path folder = Files.createDirectories(temp.resolve("spoiled"));
                base.write(folder);
                spoiler.action().spoil(folder, base);
                CampaignRun run = CampaignRun.of(folder, List.of(base.marginMm()));
                String end = run.end(untouched, spoiler.hazards());
                ends.merge(end, 1, Integer::sum);
                if (end.equals("silent") || end.equals("failed")) {
                    silent.add(base.name() + ", " + spoiler.name() + ": " + run.outcome() + run.margins() + ", truth "
                            + base.marginMm() + ", said " + run.said());
                }
                clear(folder);
            }
        }
        System.out.println("two scans, " + BASES + " bases; silent wrong answers: " + silent.size() + "; " + ends);
        assertThat(silent).isEmpty();
    }

    private CampaignRun untouched(TwoScans base) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("twin"));
        base.write(folder);
        CampaignRun run = CampaignRun.of(folder, List.of(base.marginMm()));
        clear(folder);
        assertThat(run.refused()).as(base.name() + " " + run.findings()).isFalse();
        assertThat(run.warningCodes()).as(base.name()).isEmpty();
        assertThat(run.outcome()).as(base.name() + run.margins()).isNotEqualTo(Outcome.INDETERMINATE);
        assertThat(run.holdsTruth())
                .as(base.name() + run.margins() + " truth " + base.marginMm())
                .isTrue();
        return run;
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
