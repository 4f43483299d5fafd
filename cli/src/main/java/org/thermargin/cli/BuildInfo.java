package org.thermargin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
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

    /** The text that the launcher prints from the same file, without a virtual machine. */
    @Override
    public String[] getVersion() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("version.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceFirst(" \\(\\$[^)]*\\)", "").lines().toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
