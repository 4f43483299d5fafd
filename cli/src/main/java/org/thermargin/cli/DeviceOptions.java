package org.thermargin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.MeshSolid;
import org.thermargin.io.FileDigest;
import org.thermargin.io.InputFile;
import org.thermargin.io.mesh.StlReader;
import org.thermargin.scene.SceneInput;
import picocli.CommandLine.Option;

/** Which devices there are. */
final class DeviceOptions {
    @Option(
            names = "--devices",
            paramLabel = "PATH",
            description = "Further device files: a JSON file, or a folder of them; zone meshes (STL) beside them.")
    List<Path> paths = new ArrayList<>();

    private final Map<Path, String> meshes = new TreeMap<>();
    private Optional<DeviceCatalogue> read = Optional.empty();

    /** The devices of the release and those given; files are read once. */
    DeviceCatalogue catalogue() throws InputException {
        if (read.isEmpty()) {
            DeviceCatalogue catalogue = DeviceCatalogue.released();
            for (Path path : paths) {
                catalogue = catalogue.with(path, this::mesh);
            }
            read = Optional.of(catalogue);
        }
        return read.get();
    }

    private MeshSolid mesh(Path file) throws InputException {
        meshes.put(file, hash(file));
        return StlReader.solid(file);
    }

    /** The device files given and the meshes that {@link #catalogue} read, as inputs of a case. */
    List<SceneInput> inputs() throws InputException {
        List<SceneInput> inputs = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : DeviceCatalogue.files(path)) {
                inputs.add(new SceneInput("device", file.toString(), hash(file), Optional.empty()));
            }
        }
        meshes.forEach(
                (file, hash) -> inputs.add(new SceneInput("zone mesh", file.toString(), hash, Optional.empty())));
        return inputs;
    }

    private static String hash(Path path) throws InputException {
        FileDigest digest = new FileDigest();
        try (InputFile file = InputFile.open(path, digest)) {
            file.finish();
        }
        return digest.hex();
    }
}
