# Puts DICOM files into other transfer syntaxes by gdcm and dcmtk. Arguments: an output folder, then sources: folders, files, or
# ARCHIVE!PART for six consecutive members of an archive whose names hold PART. Prints SOURCE <tab> CONVERTED <tab> NAME for
# the source as taken and every conversion that its program made of all files.
import os, re, shutil, subprocess, sys, zipfile

GDCM, DCMTK = '/usr/bin/gdcmconv', '/usr/bin/'
CONVERSIONS = {
    'gdcm-raw': [GDCM, '--raw'], 'gdcm-implicit': [GDCM, '--implicit'], 'gdcm-explicit': [GDCM, '--explicit'],
    'gdcm-rle': [GDCM, '--rle'], 'gdcm-jpeg': [GDCM, '--jpeg'], 'gdcm-deflated': [GDCM, '--deflated'],
    'dcmtk-explicit': [DCMTK + 'dcmconv', '+te'], 'dcmtk-implicit': [DCMTK + 'dcmconv', '+ti'],
    'dcmtk-big': [DCMTK + 'dcmconv', '+tb'], 'dcmtk-deflated': [DCMTK + 'dcmconv', '+td'],
    'dcmtk-rle': [DCMTK + 'dcmcrle'], 'dcmtk-jpeg-14-1': [DCMTK + 'dcmcjpeg', '+e1'],
    'dcmtk-jpeg-14': [DCMTK + 'dcmcjpeg', '+el'],
}
out = sys.argv[1]


def number(name):
    digits = re.findall(r'\d+', os.path.basename(name))
    return int(digits[-1]) if digits else 0


def taken(source, folder):
    os.makedirs(folder)
    if '!' in source:
        archive, part = source.split('!')
        with zipfile.ZipFile(archive) as members:
            names = sorted((n for n in members.namelist() if part in n and not n.endswith('/')), key=number)
            middle = max(0, len(names) // 2 - 3)
            for name in names[middle:middle + 6]:
                with open(os.path.join(folder, 'f%d' % number(name)), 'wb') as file:
                    file.write(members.read(name))
    elif os.path.isdir(source):
        for name in os.listdir(source):
            shutil.copy(os.path.join(source, name), folder)
    else:
        shutil.copy(source, os.path.join(folder, 'f'))


for n, source in enumerate(sys.argv[2:]):
    original = os.path.join(out, '%d' % n, 'original')
    taken(source, original)
    for name, command in CONVERSIONS.items():
        target = os.path.join(out, '%d' % n, name)
        os.makedirs(target)
        done = all(subprocess.run(command + [os.path.join(original, f), os.path.join(target, f)],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
                   for f in os.listdir(original))
        if done:
            print('\t'.join([original, target, name]))
