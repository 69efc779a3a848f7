// SPDX-License-Identifier: Apache-2.0
#include "scan/targets.h"

#include <cspkit/limits.h>
#include <cspkit/page.h>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "progress.h"
#include "scan/folder.h"

namespace cspkit::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 256u << 10;

/// Reads files into an inventory of its own: one for each thread.
class FileReader {
 public:
  explicit FileReader(const Url& document_url) : document_url_(document_url) {}

  /// `url`: where the file is served.
  void read(const std::string& path, const std::string& url, ScanFileType type) {
    try {
      InputFile file(path);
      switch (type) {
        case ScanFileType::page: read_page_file(file, url); break;
        case ScanFileType::style_sheet: read_style_sheet(path, url); break;
        case ScanFileType::image: read_image(file, url); break;
      }
      ++input.files;
    } catch (const InputError& error) {
      input.problems.emplace_back(error.what());
    }
  }

  void read(const ScanFile& file) {
    read(file.path, served_url(document_url_, file.relative), file.type);
  }

  ScanInput input;

 private:
  template <class Feed>
  void pour(InputFile& file, const Feed& feed) {
    while (const std::size_t count = file.read(buffer_.data(), buffer_.size())) {
      input.bytes += count;
      feed(std::string_view(buffer_.data(), count));
    }
  }

  void read_page_file(InputFile& file, const std::string& url) {
    DocumentScan page(input.inventory,
                      {.url = url, .name = file.name(), .form = DocumentForm::file});
    pour(file, [&](std::string_view chunk) { page.feed(chunk); });
    page.finish();
  }

  void read_style_sheet(const std::string& path, const std::string& url) {
    const std::string css = read_file(path, limits::kMaxConfigBytes);
    input.bytes += css.size();
    DocumentScan sheet(input.inventory, {.url = url, .name = path, .role = DocumentRole::resource});
    sheet.add_style_sheet(css);
  }

  /// For its URLs: what else it holds runs under the policy of its own response.
  void read_image(InputFile& file, const std::string& url) {
    DocumentScan image(input.inventory,
                       {.url = url, .name = file.name(), .role = DocumentRole::resource});
    PageReader reader({}, {.item =
                               [&](PageItem&& item) {
                                 if (item.kind != PageItemKind::request) return;
                                 image.add(SeenRequest{.url = item.value,
                                                       .destination = item.destination,
                                                       .initiator = item.initiator,
                                                       .line = item.position.line,
                                                       .column = item.position.column});
                               },
                           .policy = {}});
    pour(file, [&](std::string_view chunk) { reader.feed(chunk); });
    reader.finish();
  }

  const Url& document_url_;
  std::vector<char> buffer_ = std::vector<char>(kChunk);
};

void merge(ScanInput& into, ScanInput&& from) {
  into.inventory.merge(std::move(from.inventory));
  for (std::string& problem : from.problems) into.problems.push_back(std::move(problem));
  into.files += from.files;
  into.bytes += from.bytes;
}

void scan_files(const std::vector<ScanFile>& files, const ScanSettings& settings, ScanInput& input,
                Context& context) {
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex mutex;
  std::condition_variable finished;
  std::size_t running = std::max(1u, settings.threads);
  std::vector<std::unique_ptr<FileReader>> readers;
  std::vector<std::exception_ptr> errors(running);
  for (std::size_t i = 0; i < running; ++i)
    readers.push_back(std::make_unique<FileReader>(settings.document_url));
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < readers.size(); ++i) {
      threads.emplace_back([&, i] {
        try {
          for (std::size_t at; (at = next.fetch_add(1)) < files.size(); done.fetch_add(1))
            readers[i]->read(files[at]);
        } catch (...) {
          errors[i] = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        --running;
        finished.notify_all();
      });
    }
    Progress progress(context.err, "files", files.size());
    std::unique_lock lock(mutex);
    while (!finished.wait_for(lock, std::chrono::milliseconds(100), [&] { return running == 0; })) {
      // Files stand for bytes here: what counts is how many are left.
      const std::size_t count = done;
      progress.tick(count - count % 256, count);
    }
  }
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
  for (auto& reader : readers) merge(input, std::move(reader->input));
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~!$&'()*+,;=:@/").find(c) != std::string_view::npos;
}

}  // namespace

std::string served_url(const Url& document_url, std::string_view relative) {
  const UrlView view = document_url.view();
  std::string url(document_url.href().substr(
      0, document_url.href().size() - (view.has_fragment ? view.fragment.size() + 1 : 0) -
             (view.has_query ? view.query.size() + 1 : 0)));
  url.resize(url.rfind('/') + 1);
  for (const char c : relative) {
    if (is_unreserved(c)) {
      url += c;
    } else {
      url += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return url;
}

void scan_path(const std::string& target, const ScanSettings& settings, ScanInput& input,
               Context& context) {
  std::error_code error;
  if (target != "-" && fs::is_directory(target, error)) {
    const std::vector<ScanFile> files = find_scan_files(target, input.problems);
    if (files.empty() && input.problems.empty()) {
      throw InputError(fmt::format(
          "{}: no file ends in .html, .htm, .xhtml, .css or .svg; give the folder of the pages",
          printable(target)));
    }
    scan_files(files, settings, input, context);
    return;
  }
  FileReader reader(settings.document_url);
  const std::string url =
      target == "-" ? settings.document_url.href()
                    : served_url(settings.document_url, fs::path(target).filename().string());
  reader.read(target, url, scan_file_type(target));
  if (!reader.input.problems.empty()) throw InputError(reader.input.problems.front());
  merge(input, std::move(reader.input));
}

}  // namespace cspkit::cli
