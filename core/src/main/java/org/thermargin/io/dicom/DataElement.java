package org.thermargin.io.dicom;

import java.util.List;
import java.util.Optional;

/**
 * One element of a data set: a part of the file's bytes, not a copy.
 *
 * @param vr value representation; empty in implicit syntax
 * @param offset first byte of the value
 * @param length bytes of the value
 * @param items of a sequence, when it was parsed with the data set
 * @param fragments of encapsulated pixel data, the offset table first; empty otherwise
 */
record DataElement(String vr, int offset, int length, Optional<List<DataSet>> items, List<Fragment> fragments) {
    /** A part of the file's bytes. */
    record Fragment(int offset, int length) {}
}
