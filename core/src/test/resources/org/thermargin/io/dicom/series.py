# Writes DICOM series and segmentations with pydicom and dcmtk and prints what is in them:
# NAME <tab> nx ny nz <tab> syntax <tab> 24 corner coordinates, values as float64 in NAME.values, storage order.
import os, subprocess, sys
import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.pixel_data_handlers.numpy_handler import pack_bits
from pydicom.uid import (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian,
                         DeflatedExplicitVRLittleEndian, generate_uid)

folder, count = sys.argv[1], int(sys.argv[2])
SYNTAXES = ['implicit', 'explicit', 'big', 'deflated', 'rle-dcmtk', 'rle-pydicom', 'jpeg']
CT = '1.2.840.10008.5.1.4.1.1.2'
SEG = '1.2.840.10008.5.1.4.1.1.66.4'


def rotation(rng):
    q = rng.normal(size=4)
    q = np.array([1.0, 0, 0, 0]) if rng.integers(3) == 0 else q / np.linalg.norm(q)
    w, x, y, z = q
    return np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
                     [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
                     [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]])


def ds(values):
    return ['%.12g' % v if len('%.12g' % v) <= 16 else ('%.9f' % v)[:16] for v in values]


def start(sop_class, syntax, uid):
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.MediaStorageSOPClassUID = sop_class
    data.file_meta.MediaStorageSOPInstanceUID = uid
    data.file_meta.TransferSyntaxUID = syntax
    data.SOPClassUID, data.SOPInstanceUID = sop_class, uid
    data.is_little_endian = syntax != ExplicitVRBigEndian
    data.is_implicit_VR = syntax == ImplicitVRLittleEndian
    data.SpecificCharacterSet = 'ISO_IR 192'
    data.PatientID, data.PatientName = 'ORACLE', 'Oracle^Test'
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, 'MONOCHROME2'
    return data


def answer(name, values, origin, steps, syntax):
    nz, ny, nx = values.shape
    corners = []
    for corner in range(8):
        index = [(corner & 1) * (nx - 1), (corner >> 1 & 1) * (ny - 1), (corner >> 2 & 1) * (nz - 1)]
        corners += list(origin + sum(i * s for i, s in zip(index, steps)))
    values.astype('<f8').tofile(name + '.values')
    print('%s\t%d %d %d\t%s\t%s' % (name, nx, ny, nz, syntax, ' '.join(repr(float(c)) for c in corners)))


def series(n):
    rng = np.random.default_rng(n)
    kind = SYNTAXES[n % len(SYNTAXES)]
    directions = rotation(rng)
    step = np.array([0.6 + rng.random(), 1.7 + rng.random(), 3 + 2 * rng.random()])
    nx, ny, nz = [int(np.ceil(20.5 / s)) + int(rng.integers(1, 6)) for s in step]
    bits, stored, signed = [(16, 16, 1), (16, 12, 0), (8, 8, 0), (16, 12, 1), (16, 16, 0)][n // 7 % 5]
    low, high = (-(1 << stored - 1), 1 << stored - 1) if signed else (0, 1 << stored)
    smooth = np.cumsum(rng.integers(-40, 41, size=(nz, ny, nx)), axis=2)
    samples = np.where(rng.random((nz, ny, nx)) < 0.2, rng.integers(low, high, size=(nz, ny, nx)),
                       np.clip(smooth, low, high - 1))
    slope, intercept = [(1, 0), (1, -1024), (0.5, 3.25)][n % 3]
    origin = rng.uniform(-200, 200, 3).round(4)
    syntax = {'implicit': ImplicitVRLittleEndian, 'big': ExplicitVRBigEndian,
              'deflated': DeflatedExplicitVRLittleEndian}.get(kind, ExplicitVRLittleEndian)
    name = os.path.join(folder, 'series%d' % n)
    os.mkdir(name)
    study, uid = generate_uid(), generate_uid()
    dtype = ('>' if syntax == ExplicitVRBigEndian else '<') + {8: 'u1', 16: 'i2' if signed else 'u2'}[bits]
    for k in rng.permutation(nz):
        data = start(CT, syntax, generate_uid())
        data.Modality, data.StudyInstanceUID, data.SeriesInstanceUID = 'CT', study, uid
        data.SeriesNumber, data.InstanceNumber = n, int(rng.integers(1000))
        data.ImagePositionPatient = ds(origin + k * step[2] * directions[:, 2])
        data.ImageOrientationPatient = ds(list(directions[:, 0]) + list(directions[:, 1]))
        data.PixelSpacing = ds([step[1], step[0]])
        data.Rows, data.Columns = ny, nx
        data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = bits, stored, stored - 1, signed
        data.RescaleSlope, data.RescaleIntercept = str(slope), str(intercept)
        pixels = samples[k].astype(dtype).tobytes()
        data.PixelData = pixels + b'\0' * (len(pixels) % 2)
        data['PixelData'].VR = 'OW' if bits == 16 else 'OB'
        path = os.path.join(name, 'f%d' % rng.integers(10 ** 9))
        if kind == 'rle-pydicom':
            data.compress(pydicom.uid.RLELossless, samples[k].astype(dtype), encoding_plugin='pydicom')
        data.save_as(path, write_like_original=False)
        if kind == 'rle-dcmtk':
            subprocess.run(['dcmcrle', path, path], check=True)
        if kind == 'jpeg':
            subprocess.run(['dcmcjpeg', '+el', '+sv', str(1 + n // 7 % 7), path, path + '.j'], check=True)
            subprocess.run(['dcmdjpeg', path + '.j', path], check=True)
            if pydicom.dcmread(path).pixel_array.tolist() != samples[k].tolist():
                sys.exit('dcmtk does not give back what it was given')
            os.replace(path + '.j', path)
    answer(name, samples * float(slope) + intercept, origin, [directions[:, a] * step[a] for a in range(3)], kind)


def segmentation(n):
    rng = np.random.default_rng(1000 + n)
    directions = rotation(rng)
    step = np.array([0.6 + rng.random(), 1.7 + rng.random(), 3 + 2 * rng.random()])
    nx, ny = [int(np.ceil(20.5 / s)) + int(rng.integers(1, 6)) for s in step[:2]]
    nz, segments = int(rng.integers(4, 9)), int(rng.integers(1, 6))
    masks = rng.random((segments, nz, ny, nx)) < 0.3
    frames = [(s, k) for s in range(segments) for k in range(nz) if k in (0, nz - 1) or rng.random() < 0.8]
    masks &= np.array([[(s, k) in frames for k in range(nz)] for s in range(segments)])[:, :, None, None]
    frames = [frames[i] for i in rng.permutation(len(frames))]
    syntax = [ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian][n % 3]
    origin = rng.uniform(-200, 200, 3).round(4)
    data = start(SEG, syntax, generate_uid())
    data.Modality, data.StudyInstanceUID, data.SeriesInstanceUID = 'SEG', generate_uid(), generate_uid()
    data.Rows, data.Columns, data.NumberOfFrames = ny, nx, len(frames)
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 1, 1, 0, 0
    data.SegmentationType = 'BINARY'
    data.SegmentSequence = Sequence()
    for s in range(segments):
        item = Dataset()
        item.SegmentNumber, item.SegmentLabel = s + 1, 'Läsion %d' % (s + 1)
        data.SegmentSequence.append(item)
    shared, measures, orientation = Dataset(), Dataset(), Dataset()
    measures.PixelSpacing = ds([step[1], step[0]])
    orientation.ImageOrientationPatient = ds(list(directions[:, 0]) + list(directions[:, 1]))
    shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = Sequence([measures]), Sequence([orientation])
    data.SharedFunctionalGroupsSequence = Sequence([shared])
    groups = []
    for s, k in frames:
        group, position, identification = Dataset(), Dataset(), Dataset()
        position.ImagePositionPatient = ds(origin + k * step[2] * directions[:, 2])
        identification.ReferencedSegmentNumber = s + 1
        group.PlanePositionSequence = Sequence([position])
        group.SegmentIdentificationSequence = Sequence([identification])
        groups.append(group)
    data.PerFrameFunctionalGroupsSequence = Sequence(groups)
    bits = np.stack([masks[s, k] for s, k in frames])
    packed = pack_bits(bits.astype('u1'))
    data.PixelData = packed + b'\0' * (len(packed) % 2)
    data['PixelData'].VR = 'OB'
    path = os.path.join(folder, 'seg%d.dcm' % n)
    data.save_as(path, write_like_original=False)
    for s in range(segments):
        answer('%s.%d' % (path, s + 1), masks[s].astype('f8'), origin,
               [directions[:, a] * step[a] for a in range(3)], 'seg')


for n in range(count):
    series(n)
for n in range(count // 3):
    segmentation(n)
