package org.thermargin.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.assess.Outcome;

/**
 * A wrong answer is never silent: every base case is spoiled by every injector, and then is refused, or warned of with a
 * code of the injected hazard that the untouched case does not carry, or its interval still holds the truth.
 */
class SilentErrorCampaignTest {
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
        for (int n = 0; n < BASES; n++) {
            BaseCase base = BaseCase.of(n);
            Path twin = folder("twin" + n);
            base.write(twin);
            CampaignRun untouched = CampaignRun.of(twin, base.mamMm());
            assertThat(untouched.refused()).as(base.name()).isFalse();
            assertThat(untouched.outcome())
                    .as("%s %s", base.name(), untouched.said())
                    .isNotEqualTo(Outcome.INDETERMINATE);
            assertThat(untouched.warningCodes()).as(base.name()).isEmpty();
            assertThat(untouched.holdsTruth())
                    .as(base.name() + untouched.margins())
                    .isTrue();
            for (Injector injector : Injectors.all()) {
                Path folder = folder("spoiled");
                base.write(folder);
                injector.action().spoil(folder, base);
                CampaignRun run = CampaignRun.of(folder, base.mamMm());
                String end = end(run, untouched, injector.hazards());
                ends.merge(end, 1, Integer::sum);
                runs++;
                if (end.equals("silent")) {
                    silent.add(base.name() + ", " + injector.name() + ": " + run.outcome() + run.margins() + ", truth "
                            + base.mamMm() + ", said " + run.said());
                }
                clear(folder);
            }
        }
        System.out.println("silent wrong answers: " + silent.size() + " of " + runs + " spoiled cases; " + ends);
        assertThat(silent).as("%d of %d spoiled cases", silent.size(), runs).isEmpty();
    }

    private static String end(CampaignRun run, CampaignRun untouched, Set<String> hazards) {
        Set<String> news = run.said();
        news.removeAll(untouched.said());
        if (run.refused()) {
            return "refused";
        }
        if (news.stream().anyMatch(said -> hazards.contains(said.substring(0, said.indexOf(' '))))) {
            return "warned";
        }
        return run.outcome() == Outcome.FAILED ? "failed" : run.holdsTruth() ? "still right" : "silent";
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
