package org.thermargin.io.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.scene.Scene;

/** A case folder made for a test: small label files on a lattice without symmetry, and the JSON beside them. */
final class CaseFolder {
    /** 24 x 22.5 x 40 mm, dyadic numbers that survive float32. */
    static final VoxelGrid GRID = VoxelGrid.axisAligned(8, 9, 10, 3, 2.5, 4, new Point3(-12.5, 33.25, 101.75));

    private final Path folder;

    CaseFolder(Path folder) {
        this.folder = folder;
    }

    /** Label of a voxel. */
    interface Labels {
        int at(int i, int j, int k);
    }

    Path path() {
        return folder;
    }

    /** Writes a label file on the given lattice. */
    Path volume(String name, VoxelGrid grid, Labels labels) throws IOException {
        short[] values = new short[grid.voxelCount()];
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    values[grid.linearIndex(i, j, k)] = (short) labels.at(i, j, k);
                }
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        NiftiWriter.write(file, LabelVolume.ofShorts(grid, values));
        return file;
    }

    /** Writes a label file on {@link #GRID}. */
    Path volume(String name, Labels labels) throws IOException {
        return volume(name, GRID, labels);
    }

    /** A mask of one box of voxels, low included, high excluded, value 1. */
    static Labels box(int iLow, int jLow, int kLow, int iHigh, int jHigh, int kHigh) {
        return (i, j, k) -> i >= iLow && i < iHigh && j >= jLow && j < jHigh && k >= kLow && k < kHigh ? 1 : 0;
    }

    /** Writes lesion.nii.gz (8 voxels) and zone.nii.gz (60 voxels around them). */
    CaseFolder withLesionAndZone() throws IOException {
        volume("lesion.nii.gz", box(3, 3, 4, 5, 5, 6));
        volume("zone.nii.gz", box(2, 2, 3, 6, 7, 6));
        return this;
    }

    /** Writes case.json; single quotes stand for double ones. */
    Path json(String json) throws IOException {
        return text(CaseFileReader.FILE_NAME, json);
    }

    /** Writes a text file; single quotes stand for double ones. */
    Path text(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('\'', '"'));
    }

    /** The case read from case.json with that content. */
    CaseFile read(String json) throws IOException, InputException {
        return CaseFileReader.read(json(json));
    }

    /** The scene of the case with that content. */
    Scene scene(String json) throws IOException, InputException {
        return scene(read(json));
    }

    static Scene scene(CaseFile source) throws InputException {
        return new SceneBuilder(ReadOptions.strict(), 2).build(source);
    }

    /** A case of these members; schema and id are put before them. */
    static String caseOf(String members) {
        return "{'schema': 'thermargin.case/1', 'id': 'a', " + members + "}";
    }

    /** A case with lesion.nii.gz and zone.nii.gz and these members. */
    static String lesionAndZone(String moreVolumes, String moreMembers) {
        return caseOf("'volumes': [{'role': 'lesion', 'file': 'lesion.nii.gz'}, {'role': 'zone', 'file': 'zone.nii.gz'}"
                + (moreVolumes.isEmpty() ? "" : ", " + moreVolumes)
                + "]"
                + (moreMembers.isEmpty() ? "" : ", " + moreMembers));
    }
}
