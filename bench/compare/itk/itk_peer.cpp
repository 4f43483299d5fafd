// ITK on the files of the comparison. Each line it prints is one row: work, input, threads, program, milliseconds
// (median). One run to warm up, then as many as asked for.
//   itk_peer signed|read THREADS REPEATS FILE...
#include "itkImage.h"
#include "itkImageFileReader.h"
#include "itkMultiThreaderBase.h"
#include "itkNiftiImageIOFactory.h"
#include "itkSignedMaurerDistanceMapImageFilter.h"
#include "itkVersion.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

using Mask = itk::Image<unsigned char, 3>;
using Samples = itk::Image<short, 3>;
using Distances = itk::Image<float, 3>;

template <class Image>
typename Image::Pointer load(const std::string &file)
{
  auto reader = itk::ImageFileReader<Image>::New();
  reader->SetFileName(file);
  reader->Update();
  typename Image::Pointer image = reader->GetOutput();
  image->DisconnectPipeline();
  return image;
}

double medianMs(int repeats, const std::function<void()> & work)
{
  std::vector<double> ms;
  for (int n = 0; n <= repeats; n++)
  {
    auto start = std::chrono::steady_clock::now();
    work();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  ms.erase(ms.begin());
  std::sort(ms.begin(), ms.end());
  return (ms[(ms.size() - 1) / 2] + ms[ms.size() / 2]) / 2;
}

// signed distance of the mask, positive inside
void signedDistance(const Mask::Pointer & mask)
{
  auto filter = itk::SignedMaurerDistanceMapImageFilter<Mask, Distances>::New();
  filter->SetUseImageSpacing(true);
  filter->SetInsideIsPositive(true);
  filter->SetSquaredDistance(false);
  filter->SetInput(mask);
  filter->Update();
}

int main(int argc, char ** argv)
{
  if (argc < 5)
  {
    std::fprintf(stderr, "itk_peer signed|read THREADS REPEATS FILE...\n");
    return 2;
  }
  itk::NiftiImageIOFactory::RegisterOneFactory();
  const std::string work = argv[1];
  const int threads = std::stoi(argv[2]);
  const int repeats = std::stoi(argv[3]);
  itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(threads);
  itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(threads);
  for (int n = 4; n < argc; n++)
  {
    const std::string file = argv[n];
    std::string name = file.substr(file.find_last_of('/') + 1);
    name = name.substr(0, name.find('.'));
    double ms;
    if (work == "read")
    {
      const bool mask = name.find("mask") != std::string::npos;
      ms = medianMs(repeats, [&] { mask ? (void)load<Mask>(file) : (void)load<Samples>(file); });
    }
    else
    {
      Mask::Pointer image = load<Mask>(file);
      ms = medianMs(repeats, [&] { signedDistance(image); });
    }
    std::printf("%s,%s,%d,ITK %s,%.2f\n", work.c_str(), name.c_str(), threads, itk::Version::GetITKVersion(), ms);
    std::fflush(stdout);
  }
  return 0;
}
