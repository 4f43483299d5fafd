/**
 * What the numbers and names in a segmentation mean: which label is the liver, which the lesion, which a vessel. Start
 * with {@link org.thermargin.io.labels.LabelMap}; ready maps come from {@link org.thermargin.io.labels.LabelMaps}, a
 * user's own from {@link org.thermargin.io.labels.LabelMapReader}. A label without an entry is reported as unknown, its
 * meaning is never guessed. Maps are JSON and read strictly, so Jackson is allowed in this package as in {@code
 * io.casefile}, {@code device} and {@code report}.
 */
package org.thermargin.io.labels;
