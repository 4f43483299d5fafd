package org.thermargin.io.dicom;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One item of a structured report: how it relates to the item above it, what it is about, its value, and the items below
 * it.
 *
 * @param relation to the item above
 * @param name what the value is of
 * @param value the value
 * @param children items below, in order
 */
public record ContentItem(Relation relation, Code name, Value value, List<ContentItem> children) {
    /** How an item relates to the one above it. */
    public enum Relation {
        CONTAINS("CONTAINS"),
        OBSERVATION_CONTEXT("HAS OBS CONTEXT"),
        ACQUISITION_CONTEXT("HAS ACQ CONTEXT"),
        CONCEPT_MODIFIER("HAS CONCEPT MOD");

        private final String term;

        Relation(String term) {
            this.term = term;
        }
    }

    /** What an item holds. */
    public sealed interface Value {}

    /** Other items, by a template of the standard where there is one. */
    public record Container(OptionalInt template) implements Value {}

    /** A coded value. */
    public record Coded(Code code) implements Value {}

    /** A text; cut to 1024 characters. */
    public record Text(String text) implements Value {}

    /** An identifier. */
    public record Uid(String uid) implements Value {}

    /** A number with its unit. */
    public record Quantity(double number, Code unit) implements Value {
        public Quantity {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a measurement must be a finite number, was " + number);
            }
        }
    }

    /** A segment of a written segmentation. */
    public record Segment(WrittenObject object, int number) implements Value {}

    /** Every image of the series that the report is about, each as an item of its own; stands for several items. */
    public record Images() implements Value {}

    /** The series that the segmentation was made on. */
    public record SourceSeries() implements Value {}

    private static final int MAX_TEXT = 1024;

    public ContentItem {
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        children = List.copyOf(children);
    }

    /** An item without others below it. */
    public static ContentItem of(Relation relation, Code name, Value value) {
        return new ContentItem(relation, name, value, List.of());
    }

    /** The item of the sequence of contents, with all below it. */
    DataSetOut encoded(ImageReference images) {
        return put(new DataSetOut(images.charset()).text(Tags.RELATIONSHIP, "CS", relation.term), images);
    }

    /** Puts type, name, value and children into a data set. */
    DataSetOut put(DataSetOut out, ImageReference images) {
        out.code(Tags.CONCEPT_NAME, name);
        if (value instanceof Container container) {
            out.text(Tags.VALUE_TYPE, "CS", "CONTAINER").text(Tags.CONTINUITY, "CS", "SEPARATE");
            container
                    .template()
                    .ifPresent(number -> out.item(
                            Tags.CONTENT_TEMPLATE,
                            new DataSetOut()
                                    .text(Tags.MAPPING_RESOURCE, "CS", "DCMR")
                                    .text(Tags.TEMPLATE, "CS", Integer.toString(number))));
        } else if (value instanceof Coded coded) {
            out.text(Tags.VALUE_TYPE, "CS", "CODE").code(Tags.CONCEPT_CODE, coded.code());
        } else if (value instanceof Text text) {
            out.text(Tags.VALUE_TYPE, "CS", "TEXT").text(Tags.TEXT_VALUE, "UT", cut(text.text(), images.charset()));
        } else if (value instanceof Uid uid) {
            out.text(Tags.VALUE_TYPE, "CS", "UIDREF").text(Tags.UID_VALUE, "UI", uid.uid());
        } else if (value instanceof SourceSeries) {
            out.text(Tags.VALUE_TYPE, "CS", "UIDREF").text(Tags.UID_VALUE, "UI", images.seriesUid());
        } else if (value instanceof Quantity number) {
            out.text(Tags.VALUE_TYPE, "CS", "NUM")
                    .item(
                            Tags.MEASURED_VALUE,
                            new DataSetOut()
                                    .decimals(Tags.NUMERIC_VALUE, number.number())
                                    .code(Tags.UNITS, number.unit()));
        } else if (value instanceof Segment segment) {
            out.text(Tags.VALUE_TYPE, "CS", "IMAGE")
                    .item(
                            Tags.REFERENCED_SOPS,
                            new DataSetOut()
                                    .text(
                                            Tags.REFERENCED_SOP_CLASS,
                                            "UI",
                                            segment.object().sopClass())
                                    .text(
                                            Tags.REFERENCED_SOP_INSTANCE,
                                            "UI",
                                            segment.object().sopUid())
                                    .unsignedShorts(Tags.REFERENCED_SEGMENT, segment.number()));
        } else {
            throw new IllegalArgumentException("images stand below a container, had " + value);
        }
        if (!children.isEmpty()) {
            out.items(Tags.CONTENT, encodedAll(children, images));
        }
        return out;
    }

    private static List<DataSetOut> encodedAll(List<ContentItem> items, ImageReference images) {
        return items.stream()
                .flatMap(item -> item.value instanceof Images
                        ? images.objects().stream()
                                .map(image -> new DataSetOut()
                                        .text(Tags.RELATIONSHIP, "CS", item.relation.term)
                                        .text(Tags.VALUE_TYPE, "CS", "IMAGE")
                                        .item(Tags.REFERENCED_SOPS, image))
                        : Stream.of(item.encoded(images)))
                .toList();
    }

    private static String cut(String text, Charset charset) {
        String safe = charset.newEncoder().canEncode(text) ? text : text.replaceAll("[^\\x20-\\x7e]", "?");
        return safe.substring(0, Math.min(MAX_TEXT, safe.length()));
    }
}
