# Reads image series and segmentations of them (arguments in pairs) with pydicom, has dciodvfy check the segmentations,
# and prints every segment on the lattice of its series:
# SEG.LABEL <tab> nx ny nz <tab> bit <tab> 24 corner coordinates, values as float64 in SEG.LABEL.values, storage order.
import os, subprocess, sys
import numpy as np
import pydicom

for series, name in zip(sys.argv[1::2], sys.argv[2::2]):
    check = subprocess.run(['/usr/bin/dciodvfy', name], capture_output=True, text=True)
    errors = [line for line in (check.stdout + check.stderr).splitlines() if line.startswith('Error')]
    if errors or check.returncode != 0:
        sys.exit('%s: %s' % (name, errors or check.stderr))
    slices = [pydicom.dcmread(os.path.join(series, f), stop_before_pixels=True) for f in os.listdir(series)]
    row, column = (np.array(slices[0].ImageOrientationPatient[n:n + 3], float) for n in (0, 3))
    normal = np.cross(row, column)
    slices.sort(key=lambda s: np.dot(normal, np.array(s.ImagePositionPatient, float)))
    place = {s.SOPInstanceUID: k for k, s in enumerate(slices)}
    first = np.array(slices[0].ImagePositionPatient, float)
    steps = [row * float(slices[0].PixelSpacing[1]), column * float(slices[0].PixelSpacing[0]),
             (np.array(slices[-1].ImagePositionPatient, float) - first) / (len(slices) - 1)]
    seg = pydicom.dcmread(name)
    frames = seg.pixel_array.reshape(-1, seg.Rows, seg.Columns)
    shared = seg.SharedFunctionalGroupsSequence[0]
    orientation = np.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, float)
    assert np.abs(orientation - np.concatenate([row, column])).max() < 1e-9
    volumes = {s.SegmentNumber: np.zeros((len(slices), seg.Rows, seg.Columns)) for s in seg.SegmentSequence}
    for pixels, group in zip(frames, seg.PerFrameFunctionalGroupsSequence):
        number = group.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        source = group.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        position = np.array(group.PlanePositionSequence[0].ImagePositionPatient, float)
        assert np.linalg.norm(position - (first + place[source] * steps[2])) < 1e-6
        assert list(group.FrameContentSequence[0].DimensionIndexValues) == [number, place[source] + 1]
        volumes[number][place[source]] = pixels
    for segment in seg.SegmentSequence:
        values = volumes[segment.SegmentNumber]
        nz, ny, nx = values.shape
        corners = []
        for corner in range(8):
            index = [(corner & 1) * (nx - 1), (corner >> 1 & 1) * (ny - 1), (corner >> 2 & 1) * (nz - 1)]
            corners += list(first + sum(i * s for i, s in zip(index, steps)))
        file = '%s.%s' % (name, segment.SegmentLabel)
        values.astype('<f8').tofile(file + '.values')
        print('%s\t%d %d %d\tbit\t%s' % (file, nx, ny, nz, ' '.join(repr(float(c)) for c in corners)))
