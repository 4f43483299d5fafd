package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.scene.SceneInput;
import org.thermargin.study.StudyCase;

/** A case of a study that lies in files. */
public final class FileStudyCase implements StudyCase {
    private final CohortCase listed;
    private final StudySettings settings;

    /** The listed case, with what is stated for all. */
    public FileStudyCase(CohortCase listed, StudySettings settings) {
        this.listed = listed;
        this.settings = settings;
    }

    @Override
    public String name() {
        return listed.name();
    }

    @Override
    public String group() {
        return listed.group();
    }

    @Override
    public Prepared prepare() throws InputException {
        CaseFile file = settings.adjusted(listed.source().read());
        Map<VolumeAddress, List<VolumeEntry>> groups = new LinkedHashMap<>();
        for (VolumeEntry volume : file.volumes()) {
            VolumeAddress address = VolumeAddress.of(
                            volume.path().toAbsolutePath().normalize())
                    .withSeries(volume.series())
                    .drawnOn(volume.image());
            groups.computeIfAbsent(address, p -> new ArrayList<>()).add(volume);
        }
        List<String> hashes = new ArrayList<>();
        file.documents().stream().map(SceneInput::sha256).forEach(hashes::add);
        CaseMemory memory = new CaseMemory();
        for (List<VolumeEntry> entries : groups.values()) {
            VolumeFile header = VolumeFiles.readHeader(entries.get(0).address(), settings.readOptions());
            hashes.add(header.sha256());
            memory.add(header.grid(), entries);
        }
        AssessmentCriteria criteria = settings.criteria(file.criteria());
        return new FromFiles(file, criteria, settings.heatSink(file.heatSink()), hashes, memory.bytes());
    }

    /** What the files state, and their hashes. */
    private final class FromFiles implements Prepared {
        private final CaseFile file;
        private final AssessmentCriteria criteria;
        private final Optional<CoolingSettings> heatSink;
        private final List<String> hashes;
        private final long memoryBytes;

        FromFiles(
                CaseFile file,
                AssessmentCriteria criteria,
                Optional<CoolingSettings> heatSink,
                List<String> hashes,
                long memoryBytes) {
            this.file = file;
            this.criteria = criteria;
            this.heatSink = heatSink;
            this.hashes = List.copyOf(hashes);
            this.memoryBytes = memoryBytes;
        }

        @Override
        public String id() {
            return file.id();
        }

        @Override
        public List<String> content() {
            List<String> content = new ArrayList<>(CaseContent.of(file, criteria, heatSink));
            content.addAll(hashes);
            content.add(settings.readOptions().xform() + " "
                    + settings.readOptions().assumeMm());
            return content;
        }

        @Override
        public List<String> hashes() {
            return hashes;
        }

        @Override
        public long memoryBytes() {
            return memoryBytes;
        }

        @Override
        public Read read(int threads) throws InputException {
            return new Read(new SceneBuilder(settings.readOptions(), threads).build(file), criteria, heatSink);
        }
    }
}
