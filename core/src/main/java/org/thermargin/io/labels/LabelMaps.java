package org.thermargin.io.labels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.thermargin.InputException;

/** The label maps that come with the program, one JSON resource each, with the source of the numbers inside. */
public final class LabelMaps {
    private static final List<String> IDS =
            List.of("lits", "msd03", "msd08", "totalsegmentator", "3dircadb01", "crlm-seg", "hcc-tace-seg");

    private LabelMaps() {}

    /** Identifiers of the ready maps. */
    public static List<String> ids() {
        return IDS;
    }

    /** The ready map of that identifier; {@link IllegalArgumentException} listing the known ones for any other. */
    public static LabelMap ready(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("label map must be one of " + IDS + ", was '" + id + "'");
        }
        try (InputStream in = LabelMaps.class.getResourceAsStream(id + ".json")) {
            if (in == null) {
                throw new IllegalStateException("label map '" + id + "' is missing from the program");
            }
            return LabelMapReader.parse(in.readAllBytes(), id + ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InputException e) {
            throw new IllegalStateException(e);
        }
    }
}
