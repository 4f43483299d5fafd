package org.thermargin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.mesh.StlReader;
import picocli.CommandLine.Option;

/** Which devices there are. */
final class DeviceOptions {
    @Option(
            names = "--devices",
            paramLabel = "PATH",
            description = "Further device files: a JSON file, or a folder of them; zone meshes (STL) beside them.")
    List<Path> paths = new ArrayList<>();

    /** The devices of the release and those given. */
    DeviceCatalogue catalogue() throws InputException {
        DeviceCatalogue catalogue = DeviceCatalogue.released();
        for (Path path : paths) {
            catalogue = catalogue.with(path, StlReader::solid);
        }
        return catalogue;
    }
}
