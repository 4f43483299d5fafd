# Reads a measurement report and its segmentation with pydicom, has dciodvfy and dsrdump read them too, and prints the
# groups with their segments, the values with codes of our own scheme, and what the report refers to.
import subprocess, sys
import pydicom

report, segmentation = sys.argv[1:3]
for command in (['/usr/bin/dciodvfy', report], ['/usr/bin/dciodvfy', segmentation], ['/usr/bin/dsrdump', '-Er', report]):
    run = subprocess.run(command, capture_output=True)
    text = (run.stdout + run.stderr).decode('utf-8', 'replace')
    faults = [line for line in text.splitlines() if line.startswith(('Error', 'E:', 'F:'))]
    if run.returncode != 0 or faults:
        sys.exit('%s: %s' % (command, faults or text))
sr, seg = pydicom.dcmread(report), pydicom.dcmread(segmentation)
names = {s.SegmentNumber: s.SegmentLabel for s in seg.SegmentSequence}
assert sr.ConceptNameCodeSequence[0].CodeValue == '126000'
assert sr.ContentTemplateSequence[0].TemplateIdentifier == '1500'
for attribute in ('StudyInstanceUID', 'PatientID', 'PatientName', 'StudyDate', 'SpecificCharacterSet'):
    assert sr[attribute].value == seg[attribute].value, attribute


def named(items, code):
    return [i for i in items if i.get('ConceptNameCodeSequence') and i.ConceptNameCodeSequence[0].CodeValue == code]


for group in named(sr.ContentSequence, '126010')[0].ContentSequence:
    items = group.ContentSequence
    identifier = named(items, '112039')[0].TextValue
    segments = [i.ReferencedSOPSequence[0] for i in named(items, '121191')]
    assert all(s.ReferencedSOPInstanceUID == seg.SOPInstanceUID for s in segments)
    print('%s %s -> %s' % (group.ContentTemplateSequence[0].TemplateIdentifier, identifier,
                           ''.join(names[s.ReferencedSegmentNumber] for s in segments)))
    tracked = {s.TrackingID: s.TrackingUID for s in seg.SegmentSequence}
    if segments:
        assert tracked[identifier] == named(items, '112040')[0].UID
    for item in items:
        name = item.ConceptNameCodeSequence[0]
        if name.CodingSchemeDesignator != '99THERMARGIN':
            continue
        if item.ValueType == 'NUM':
            value = item.MeasuredValueSequence[0]
            text = '%s %s' % (value.NumericValue, value.MeasurementUnitsCodeSequence[0].CodeValue)
        else:
            text = item.ConceptCodeSequence[0].CodeValue if item.ValueType == 'CODE' else item.TextValue
        print('%s %s %s' % (identifier, name.CodeValue, text))
scheme = sr.CodingSchemeIdentificationSequence[0]
print(scheme.CodingSchemeDesignator, scheme.CodingSchemeName)
print(sr.PatientName)
evidence = sr.CurrentRequestedProcedureEvidenceSequence
print('%d study, evidence of %d objects' % (
    len(evidence), sum(len(s.ReferencedSOPSequence) for s in evidence[0].ReferencedSeriesSequence)))
