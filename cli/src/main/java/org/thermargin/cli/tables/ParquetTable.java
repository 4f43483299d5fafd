package org.thermargin.cli.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.thermargin.study.RowSink;
import org.thermargin.study.StudyFiles;
import org.thermargin.study.StudyRow;

/**
 * Writes study rows as a Parquet file: the columns of the CSV table, typed, unknown fields null. Uncompressed with
 * dictionaries, so that every reader takes it and equal rows give equal bytes.
 */
public final class ParquetTable implements RowSink {
    /** Name of the table. */
    public static final String NAME = "rows.parquet";

    private final Path file;
    private final StudyFiles files;
    private final CountedOutput out;
    private final ParquetWriter<StudyRow> writer;

    private ParquetTable(Path file, StudyFiles files) throws IOException {
        this.file = file;
        this.files = files;
        this.out = new CountedOutput(files.create(file));
        try {
            this.writer = new Builder(new Output(out))
                    .withConf(new PlainParquetConfiguration())
                    .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .build();
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /** A new table in the file; one that is there is replaced. */
    public static ParquetTable open(Path file, StudyFiles files) throws IOException {
        return new ParquetTable(file, files);
    }

    @Override
    public void row(StudyRow row) throws IOException {
        writer.write(row);
    }

    @Override
    public void end() throws IOException {
        writer.close();
        ParquetFooter.sort(file, files);
    }

    /** Not the writer: once it failed it could not write its footer either. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The one stream that the writer is given. */
    private record Output(PositionOutputStream stream) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return stream;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return stream;
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    /** Knows how much was written. */
    private static final class CountedOutput extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        CountedOutput(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static final class Builder extends ParquetWriter.Builder<StudyRow, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, and never called with the configuration above
        protected WriteSupport<StudyRow> getWriteSupport(Configuration unused) {
            return new RowSupport();
        }

        @Override
        protected WriteSupport<StudyRow> getWriteSupport(ParquetConfiguration unused) {
            return new RowSupport();
        }
    }
}
