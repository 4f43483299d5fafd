package org.thermargin.cli.viewer;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The corpus of the fuzz target {@code viewer-request}, in every run. */
@Tag("H36")
class HostileRequestsTest {
    /** A hang guard and no measurement. */
    private static final Duration HANG = Duration.ofSeconds(25);

    @Test
    void everyRequestIsAnsweredAndNoneBreaksTheServer() throws Exception {
        ViewerRequests requests = new ViewerRequests();
        for (Map.Entry<String, byte[]> input : ViewerFuzzRun.corpus().entrySet()) {
            assertTimeoutPreemptively(HANG, () -> requests.run(input.getValue()), input.getKey());
        }
    }
}
