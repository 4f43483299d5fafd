package org.thermargin.io.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.InputException;

/**
 * Bytes of a file or of its beginning to a {@link DataSet}. Every length is checked against the size of the file before
 * it is believed, nothing is copied, private elements are passed over, and nesting is capped (H36). Pixel data end the
 * data set: what may follow (padding, signatures) places and fills no voxel.
 */
final class DataSetParser {
    /** Deepest nesting of sequences. */
    static final int MAX_DEPTH = 32;

    private static final int MAX_ELEMENTS = 1_000_000;
    private static final long UNDEFINED = 0xffffffffL;
    private static final Set<String> LONG_VRS =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
    private static final Set<String> SHORT_VRS = Set.of(
            "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM",
            "UI", "UL", "US");

    private final String file;
    private final byte[] bytes;
    private final int present;
    private final long size;
    private boolean explicit;
    private boolean big;
    private int at;
    private int elements;

    /** Thrown when the bytes at hand end before the pixel data and the file goes on. */
    static final class MoreBytesNeeded extends Exception {
        private static final long serialVersionUID = 1L;

        MoreBytesNeeded() {
            super("", null, false, false);
        }
    }

    /**
     * A parser of bytes from the given position on.
     *
     * @param present bytes of the array that are filled
     * @param size bytes of the whole data set, at least as many
     */
    DataSetParser(String file, byte[] bytes, int from, int present, long size, boolean explicit, boolean big) {
        this.file = file;
        this.bytes = bytes;
        this.at = from;
        this.present = present;
        this.size = size;
        this.explicit = explicit;
        this.big = big;
    }

    /** The items of a sequence whose bytes were taken for a plain value. */
    static List<DataSet> sequence(DataSet parent, DataElement element, int depth) throws InputException {
        // in explicit syntax only elements of unknown kind (UN) come here; their content is implicit little endian
        int end = element.offset() + element.length();
        DataSetParser parser =
                new DataSetParser(parent.file(), parent.bytes(), element.offset(), end, end, false, false);
        try {
            return parser.items(end, depth);
        } catch (MoreBytesNeeded e) {
            throw (InputException) parser.corrupt("a sequence must end within its length, did not")
                    .initCause(e);
        }
    }

    /** Position of the next unread byte. */
    int position() {
        return at;
    }

    /** Elements of group 2, at the front of the file. */
    DataSet meta() throws InputException, MoreBytesNeeded {
        DataSet set = new DataSet(file, bytes, false, 0);
        while (at < size && group(at) == 2) {
            element(set, 0);
        }
        return set;
    }

    /** All elements up to the pixel data or the end of the file. */
    DataSet dataSet() throws InputException, MoreBytesNeeded {
        DataSet set = new DataSet(file, bytes, big, 0);
        while (at < size) {
            if (element(set, 0) == Tags.PIXELS) {
                break;
            }
        }
        return set;
    }

    private int element(DataSet set, int depth) throws InputException, MoreBytesNeeded {
        int start = at;
        int tag = tag();
        if (++elements > MAX_ELEMENTS) {
            throw corrupt("a data set must have at most " + MAX_ELEMENTS + " elements, had more");
        }
        String vr = "";
        long length;
        if (explicit && tag >>> 16 != 0xfffe) {
            require(4);
            vr = new String(new char[] {(char) (bytes[at] & 0xff), (char) (bytes[at + 1] & 0xff)});
            at += 2;
            if (LONG_VRS.contains(vr)) {
                at += 2;
                length = unsignedInt();
            } else if (SHORT_VRS.contains(vr)) {
                length = unsignedShort(at);
                at += 2;
            } else {
                throw corrupt("the value representation at byte " + start + " must be a known one, was not");
            }
        } else {
            length = unsignedInt();
        }
        DataElement element = value(tag, vr, length, depth);
        boolean kept = (tag >>> 16 & 1) == 0;
        if (kept && !set.put(tag, element)) {
            throw corrupt("element " + Tags.text(tag) + " must be there once, was there twice");
        }
        return tag;
    }

    private DataElement value(int tag, String vr, long length, int depth) throws InputException, MoreBytesNeeded {
        int start = at;
        if (length == UNDEFINED) {
            if (tag == Tags.PIXELS) {
                return new DataElement(vr, start, 0, Optional.empty(), fragments());
            }
            if (explicit && !vr.equals("SQ") && !vr.equals("UN")) {
                throw corrupt("element " + Tags.text(tag) + " must have a length, had none");
            }
            boolean outer = explicit;
            boolean outerBig = big;
            if (vr.equals("UN")) {
                explicit = false;
                big = false;
            }
            List<DataSet> items = items(-1, depth + 1);
            explicit = outer;
            big = outerBig;
            return new DataElement(vr, start, at - start, Optional.of(items), List.of());
        }
        if (length > size - at) {
            throw new InputException(
                    "data-truncated",
                    "H27",
                    file,
                    "element " + Tags.text(tag) + " must have " + length + " bytes, " + (size - at)
                            + " are left in the file");
        }
        if (vr.equals("SQ")) {
            List<DataSet> items = items(start + (int) length, depth + 1);
            return new DataElement(vr, start, (int) length, Optional.of(items), List.of());
        }
        if (tag == Tags.PIXELS) {
            at = (int) Math.min(present, start + length); // the pixels themselves may not have been read
        } else {
            require((int) length);
            at += (int) length;
        }
        return new DataElement(vr, start, (int) length, Optional.empty(), List.of());
    }

    /** Items up to the byte given, or up to the delimiter where it is -1. */
    private List<DataSet> items(int end, int depth) throws InputException, MoreBytesNeeded {
        if (depth > MAX_DEPTH) {
            throw corrupt("sequences must be nested at most " + MAX_DEPTH + " deep, were deeper");
        }
        List<DataSet> items = new ArrayList<>();
        while (end < 0 || at < end) {
            int tag = tag();
            long length = unsignedInt();
            if (tag == Tags.SEQUENCE_END && end < 0) {
                return items;
            }
            if (tag != Tags.ITEM) {
                throw corrupt("a sequence must hold items, had element " + Tags.text(tag));
            }
            if (length != UNDEFINED && length > (end < 0 ? size : end) - at) {
                throw corrupt("an item must end within its sequence, did not");
            }
            items.add(item(length == UNDEFINED ? -1 : at + (int) length, depth));
        }
        if (at != end) {
            throw corrupt("a sequence must end within its length, did not");
        }
        return items;
    }

    private DataSet item(int end, int depth) throws InputException, MoreBytesNeeded {
        DataSet item = new DataSet(file, bytes, big, depth);
        while (end < 0 || at < end) {
            if (end < 0) {
                int start = at;
                if (tag() == Tags.ITEM_END) {
                    unsignedInt();
                    return item;
                }
                at = start;
            }
            element(item, depth);
        }
        if (at != end) {
            throw corrupt("an item must end within its length, did not");
        }
        return item;
    }

    private List<DataElement.Fragment> fragments() throws InputException, MoreBytesNeeded {
        List<DataElement.Fragment> fragments = new ArrayList<>();
        if (present < size) {
            at = present; // the beginning of a file: pixels are read later
            return fragments;
        }
        while (true) {
            int tag = tag();
            long length = unsignedInt();
            if (tag == Tags.SEQUENCE_END) {
                return fragments;
            }
            if (tag != Tags.ITEM || length == UNDEFINED) {
                throw corrupt("encapsulated pixel data must hold fragments of stated length, did not");
            }
            if (length > size - at) {
                throw new InputException(
                        "data-truncated",
                        "H27",
                        file,
                        "a fragment must have " + length + " bytes, " + (size - at) + " are left in the file");
            }
            fragments.add(new DataElement.Fragment(at, (int) length));
            at += (int) length;
        }
    }

    private void require(int count) throws InputException, MoreBytesNeeded {
        if (count <= present - at) {
            return;
        }
        if (present < size) {
            throw new MoreBytesNeeded();
        }
        throw new InputException(
                "data-truncated", "H27", file, "the file must go on after byte " + at + ", ends at byte " + size);
    }

    private int group(int position) throws InputException, MoreBytesNeeded {
        require(2);
        return unsignedShort(position);
    }

    private int tag() throws InputException, MoreBytesNeeded {
        require(4);
        int tag = unsignedShort(at) << 16 | unsignedShort(at + 2);
        at += 4;
        return tag;
    }

    private long unsignedInt() throws InputException, MoreBytesNeeded {
        require(4);
        long first = unsignedShort(at);
        long second = unsignedShort(at + 2);
        at += 4;
        return big ? first << 16 | second : second << 16 | first;
    }

    private int unsignedShort(int position) throws InputException, MoreBytesNeeded {
        if (position + 2 > present) {
            require(position + 2 - at);
        }
        int low = bytes[position] & 0xff;
        int high = bytes[position + 1] & 0xff;
        return big ? low << 8 | high : high << 8 | low;
    }

    private InputException corrupt(String text) {
        return new InputException("dicom-corrupt", "H36", file, text);
    }
}
