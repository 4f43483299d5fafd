package org.thermargin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.thermargin.report.AssessmentText;
import org.thermargin.report.Software;
import picocli.CommandLine.IVersionProvider;

/** What this program is, as the build recorded it. */
final class BuildInfo implements IVersionProvider {
    static Software software() {
        Properties build = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<String> commit =
                Optional.of(build.getProperty("commit")).filter(c -> c.matches("[0-9a-f]{7,40}(-dirty)?"));
        return new Software(build.getProperty("version"), commit, System.getProperty("java.version"));
    }

    @Override
    public String[] getVersion() {
        Software software = software();
        return new String[] {
            "thermargin " + software.version()
                    + software.commit().map(c -> " (" + c + ")").orElse("") + ", Java " + software.java(),
            AssessmentText.RESEARCH_ONLY
        };
    }
}
