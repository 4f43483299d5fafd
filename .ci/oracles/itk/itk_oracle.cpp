// The ITK side of the oracle tests: an independent reader, writer and distance transform in a process of its own.
//
//   itk_oracle version
//       prints the ITK version
//   itk_oracle read FILE...
//       per file (NRRD, MetaImage, NIfTI; three axes, one component per voxel): one line of text to stdout,
//         FILE<tab>nx ny nz<tab>componentType<tab>x y z of the 8 corner voxel centres (LPS mm; i fastest, then j, k)
//       and the values as float64 little endian, storage order, in FILE.values
//   itk_oracle convert {IN OUT raw|compressed}...
//       reads each IN and writes OUT (format by the name's ending) with the same component type
//   itk_oracle maurer {NX NY NZ SX SY SZ IN.raw OUT.raw}...
//       IN: one byte per voxel, i fastest, 0 = outside. OUT: float64 little endian, mm, positive inside: ITK's signed
//       Maurer distance, which measures between voxel centres to the nearest boundary voxel OF THE OBJECT (an object
//       voxel with one of its 26 neighbours outside it; the image border does not count), so boundary voxels are 0.
//   itk_oracle margin FILE:LABEL[,...] FILE:LABEL[,...]
//       the least signed distance (mm, positive inside) to the second mask over the voxels of the first; a mask is the union of
//       its files, each the voxels of the label, or those above 0 where it is empty
//   itk_oracle transforms FOLDER
//       writes one text transform of every kind that ours reads to FOLDER/KIND.tfm and prints per file
//         KIND<tab>x y z of the images of the points (0, 0, 0), (10, 0, 0), (0, 10, 0), (0, 0, 10), (-31, 47, 120)
//   itk_oracle apply FILE...
//       per transform file: FILE<tab>the images of the same points
//
// Exit status 0 when all was done, 1 with a message on stderr otherwise.
#include "itkAffineTransform.h"
#include "itkBinaryThresholdImageFilter.h"
#include "itkCompositeTransform.h"
#include "itkEuler3DTransform.h"
#include "itkImage.h"
#include "itkImageFileReader.h"
#include "itkImageFileWriter.h"
#include "itkImageIOFactory.h"
#include "itkImageRegionConstIterator.h"
#include "itkLabelStatisticsImageFilter.h"
#include "itkMaximumImageFilter.h"
#include "itkQuaternionRigidTransform.h"
#include "itkRigid3DTransform.h"
#include "itkSignedMaurerDistanceMapImageFilter.h"
#include "itkSimilarity3DTransform.h"
#include "itkTransformFileReader.h"
#include "itkTransformFileWriter.h"
#include "itkTranslationTransform.h"
#include "itkVersion.h"
#include "itkVersorRigid3DTransform.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

template <class T> using Volume = itk::Image<T, 3>;

static void writeDoubles(const std::string &file, const std::vector<double> &values) {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(double));
  if (!out) throw std::runtime_error("cannot write " + file);
}

template <class T> static typename Volume<T>::Pointer load(const std::string &file) {
  auto reader = itk::ImageFileReader<Volume<T>>::New();
  reader->SetFileName(file);
  reader->Update();
  return reader->GetOutput();
}

template <class T> static void describe(const std::string &file, const std::string &type) {
  auto image = load<T>(file);
  auto size = image->GetLargestPossibleRegion().GetSize();
  printf("%s\t%lu %lu %lu\t%s\t", file.c_str(), size[0], size[1], size[2], type.c_str());
  for (int corner = 0; corner < 8; corner++) {
    typename Volume<T>::IndexType index;
    for (int a = 0; a < 3; a++) index[a] = (corner >> a & 1) ? static_cast<long>(size[a]) - 1 : 0;
    typename Volume<T>::PointType p;
    image->TransformIndexToPhysicalPoint(index, p);
    printf("%s%.17g %.17g %.17g", corner ? " " : "", p[0], p[1], p[2]);
  }
  printf("\n");
  std::vector<double> values;
  itk::ImageRegionConstIterator<Volume<T>> it(image, image->GetLargestPossibleRegion());
  for (; !it.IsAtEnd(); ++it) values.push_back(static_cast<double>(it.Get()));
  writeDoubles(file + ".values", values);
}

template <class T> static void convert(const std::string &in, const std::string &out, bool compressed) {
  auto writer = itk::ImageFileWriter<Volume<T>>::New();
  writer->SetInput(load<T>(in));
  writer->SetFileName(out);
  writer->SetUseCompression(compressed);
  writer->Update();
}

struct Describe {
  std::string file, type;
  template <class T> void run() const { describe<T>(file, type); }
};

struct Convert {
  std::string in, out;
  bool compressed;
  template <class T> void run() const { convert<T>(in, out, compressed); }
};

static itk::ImageIOBase::Pointer information(const std::string &file) {
  auto io = itk::ImageIOFactory::CreateImageIO(file.c_str(), itk::IOFileModeEnum::ReadMode);
  if (!io) throw std::runtime_error("no reader for " + file);
  io->SetFileName(file);
  io->ReadImageInformation();
  if (io->GetNumberOfDimensions() != 3 || io->GetNumberOfComponents() != 1)
    throw std::runtime_error("not a volume of scalars: " + file);
  return io;
}

template <class Action> static void dispatch(itk::IOComponentEnum type, const Action &action) {
  switch (type) {
    case itk::IOComponentEnum::UCHAR: return action.template run<unsigned char>();
    case itk::IOComponentEnum::CHAR: return action.template run<signed char>();
    case itk::IOComponentEnum::USHORT: return action.template run<unsigned short>();
    case itk::IOComponentEnum::SHORT: return action.template run<short>();
    case itk::IOComponentEnum::UINT: return action.template run<unsigned int>();
    case itk::IOComponentEnum::INT: return action.template run<int>();
    case itk::IOComponentEnum::FLOAT: return action.template run<float>();
    case itk::IOComponentEnum::DOUBLE: return action.template run<double>();
    default: throw std::runtime_error("component type not handled");
  }
}

static void maurer(char **v) {
  Volume<unsigned char>::SizeType size;
  Volume<unsigned char>::SpacingType spacing;
  for (int a = 0; a < 3; a++) {
    size[a] = strtoul(v[a], nullptr, 10);
    spacing[a] = strtod(v[3 + a], nullptr);
  }
  auto image = Volume<unsigned char>::New();
  image->SetRegions(size);
  image->SetSpacing(spacing);
  image->Allocate();
  size_t count = size[0] * size[1] * size[2];
  std::ifstream in(v[6], std::ios::binary);
  in.read(reinterpret_cast<char *>(image->GetBufferPointer()), count);
  if (!in || in.peek() != EOF) throw std::runtime_error(std::string("length does not match the size: ") + v[6]);

  using Filter = itk::SignedMaurerDistanceMapImageFilter<Volume<unsigned char>, Volume<double>>;
  auto filter = Filter::New();
  filter->SetInput(image);
  filter->SetSquaredDistance(false);
  filter->SetUseImageSpacing(true);
  filter->SetInsideIsPositive(true);
  filter->SetBackgroundValue(0);
  filter->Update();
  const double *d = filter->GetOutput()->GetBufferPointer();
  writeDoubles(v[7], std::vector<double>(d, d + count));
}

static Volume<unsigned char>::Pointer mask(const std::string &given) {
  Volume<unsigned char>::Pointer united;
  std::stringstream parts(given);
  for (std::string part; std::getline(parts, part, ',');) {
    auto colon = part.rfind(':');
    std::string label = part.substr(colon + 1);
    auto threshold = itk::BinaryThresholdImageFilter<Volume<double>, Volume<unsigned char>>::New();
    threshold->SetInput(load<double>(part.substr(0, colon)));
    double value = label.empty() ? 0 : strtod(label.c_str(), nullptr);
    threshold->SetLowerThreshold(label.empty() ? std::numeric_limits<double>::denorm_min() : value);
    threshold->SetUpperThreshold(label.empty() ? std::numeric_limits<double>::max() : value);
    threshold->SetInsideValue(1);
    threshold->SetOutsideValue(0);
    threshold->Update();
    if (!united) {
      united = threshold->GetOutput();
      continue;
    }
    auto both = itk::MaximumImageFilter<Volume<unsigned char>>::New();
    both->SetInput1(united);
    both->SetInput2(threshold->GetOutput());
    both->Update();
    united = both->GetOutput();
  }
  return united;
}

static void margin(const std::string &lesion, const std::string &zone) {
  auto distance = itk::SignedMaurerDistanceMapImageFilter<Volume<unsigned char>, Volume<float>>::New();
  distance->SetInput(mask(zone));
  distance->SetSquaredDistance(false);
  distance->SetUseImageSpacing(true);
  distance->SetInsideIsPositive(true);
  distance->SetBackgroundValue(0);
  auto statistics = itk::LabelStatisticsImageFilter<Volume<float>, Volume<unsigned char>>::New();
  statistics->SetInput(distance->GetOutput());
  statistics->SetLabelInput(mask(lesion));
  statistics->Update();
  if (!statistics->HasLabel(1)) throw std::runtime_error("no voxel of the first mask");
  printf("%.9g\n", static_cast<double>(statistics->GetMinimum(1)));
}

using Base = itk::Transform<double, 3, 3>;

static void images(const std::string &name, const Base *transform) {
  const double points[5][3] = {{0, 0, 0}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}, {-31, 47, 120}};
  printf("%s\t", name.c_str());
  for (int n = 0; n < 5; n++) {
    auto q = transform->TransformPoint(Base::InputPointType(points[n]));
    printf("%s%.17g %.17g %.17g", n ? " " : "", q[0], q[1], q[2]);
  }
  printf("\n");
}

static void apply(const std::string &file) {
  auto reader = itk::TransformFileReaderTemplate<double>::New();
  reader->SetFileName(file);
  reader->Update();
  auto transform = dynamic_cast<const Base *>(reader->GetTransformList()->front().GetPointer());
  if (!transform) throw std::runtime_error("no transform of 3-D points: " + file);
  images(file, transform);
}

static void save(const std::string &folder, const std::string &name, const Base *transform) {
  auto writer = itk::TransformFileWriterTemplate<double>::New();
  writer->SetInput(transform);
  writer->SetFileName(folder + "/" + name + ".tfm");
  writer->Update();
  images(name, transform);
}

template <class T> static typename T::Pointer about(const double (&p)[12], unsigned count) {
  auto transform = T::New();
  const double centre[3] = {12.5, -40.25, 88.0};
  transform->SetCenter(itk::Point<double, 3>(centre));
  typename T::ParametersType parameters(count);
  for (unsigned n = 0; n < count; n++) parameters[n] = p[n];
  transform->SetParameters(parameters);
  return transform;
}

static void transforms(const std::string &folder) {
  using namespace itk;
  auto euler = about<Euler3DTransform<double>>({0.3, -0.2, 0.45, 5, -7, 11}, 6);
  save(folder, "euler", euler);
  auto zyx = about<Euler3DTransform<double>>({0.3, -0.2, 0.45, 5, -7, 11}, 6);
  zyx->SetComputeZYX(true);
  save(folder, "euler-zyx", zyx);
  auto versor = about<VersorRigid3DTransform<double>>({0.1, -0.25, 0.2, 3, 4, -9}, 6);
  save(folder, "versor", versor);
  auto similarity = about<Similarity3DTransform<double>>({0.1, -0.25, 0.2, 3, 4, -9, 1.07}, 7);
  save(folder, "similarity", similarity);
  auto quaternion = about<QuaternionRigidTransform<double>>({0.2, -0.4, 0.4, 0.8, 1, 2, 3}, 7);
  save(folder, "quaternion", quaternion);
  auto affine = about<AffineTransform<double, 3>>({1.1, 0.1, -0.05, 0.02, 0.93, 0.04, -0.1, 0.06, 1.03, 8, -3, 2}, 12);
  save(folder, "affine", affine);
  auto rigid = about<Rigid3DTransform<double>>({0.8, 0, 0.6, 0, 1, 0, -0.6, 0, 0.8, 1, 2, 3}, 12);
  save(folder, "rigid", rigid);
  auto matrix = about<MatrixOffsetTransformBase<double, 3, 3>>(
      {0.9, 0.2, 0, -0.2, 0.95, 0.1, 0.03, -0.1, 1.02, -4, 6, 0.5}, 12);
  save(folder, "matrix", matrix);
  auto translation = TranslationTransform<double, 3>::New();
  TranslationTransform<double, 3>::ParametersType shift(3);
  shift[0] = 4.5, shift[1] = -6.25, shift[2] = 30;
  translation->SetParameters(shift);
  save(folder, "translation", translation);
  auto composite = CompositeTransform<double, 3>::New();
  composite->AddTransform(euler);
  composite->AddTransform(translation);
  composite->AddTransform(affine);
  save(folder, "composite", composite);
}

int main(int argc, char **argv) {
  try {
    std::string mode = argc > 1 ? argv[1] : "";
    if (mode == "version" && argc == 2) {
      printf("ITK %s\n", itk::Version::GetITKVersion());
    } else if (mode == "read" && argc > 2) {
      for (int a = 2; a < argc; a++) {
        auto type = information(argv[a])->GetComponentType();
        dispatch(type, Describe{argv[a], itk::ImageIOBase::GetComponentTypeAsString(type)});
      }
    } else if (mode == "convert" && argc > 2 && (argc - 2) % 3 == 0) {
      for (char **v = argv + 2; v < argv + argc; v += 3)
        dispatch(information(v[0])->GetComponentType(), Convert{v[0], v[1], !strcmp(v[2], "compressed")});
    } else if (mode == "maurer" && argc > 2 && (argc - 2) % 8 == 0) {
      for (char **v = argv + 2; v < argv + argc; v += 8) maurer(v);
    } else if (mode == "margin" && argc == 4) {
      margin(argv[2], argv[3]);
    } else if (mode == "transforms" && argc == 3) {
      transforms(argv[2]);
    } else if (mode == "apply" && argc > 2) {
      for (int a = 2; a < argc; a++) apply(argv[a]);
    } else {
      std::cerr << "usage: itk_oracle version | read FILE... | convert {IN OUT raw|compressed}..."
                   " | margin LESION:LABEL ZONE:LABEL | maurer {NX NY NZ SX SY SZ IN.raw OUT.raw}... | transforms FOLDER | apply FILE...\n";
      return 1;
    }
    return 0;
  } catch (const std::exception &e) {
    std::cerr << e.what() << "\n";
    return 1;
  }
}
