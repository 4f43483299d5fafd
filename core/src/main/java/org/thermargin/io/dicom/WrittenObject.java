package org.thermargin.io.dicom;

/**
 * What other objects need to refer to a written one.
 *
 * @param sopClass kind of object
 * @param sopUid its identifier
 * @param seriesUid identifier of its series
 */
public record WrittenObject(String sopClass, String sopUid, String seriesUid) {}
