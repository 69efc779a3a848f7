// SPDX-License-Identifier: Apache-2.0
#include <cspkit/externalize.h>
#include <fmt/format.h>

#include <algorithm>

#include "command.h"
#include "externalize_output.h"
#include "json_output.h"
#include "output_files.h"
#include "policy_input.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMaxPageBytes = 256u << 20;

/// The page's name in its folder, and what its files' names begin with.
struct PageName {
  std::string file, stem;
};

/// Stems go into URLs as they are.
std::string url_safe(std::string_view stem) {
  std::string out;
  for (const char c : stem) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    out += plain ? c : '-';
  }
  return out.find_first_not_of('.') == std::string::npos ? "page" : out;
}

PageName page_name(std::string_view input) {
  if (input == "-") return {"page.html", "page"};
  const std::string file(input.substr(input.find_last_of('/') + 1));
  const std::size_t dot = file.find_last_of('.');
  const bool has_ending = dot != std::string::npos && dot > 0;
  return {file, url_safe(file.substr(0, has_ending ? dot : file.size()))};
}

std::string_view required(const Args& args, std::string_view flag, std::string_view what) {
  const auto value = args.value(flag);
  if (!value || value->empty()) throw UsageError(fmt::format("no --{}; {}", flag, what));
  return *value;
}

/// Lives as long as `html` and `files` do.
std::vector<OutputFile> output_files(const std::string& page, std::string_view html,
                                     const std::vector<ExternalFile>& files) {
  std::vector<OutputFile> out;
  // The page comes last: what it names is there before it is.
  for (const ExternalFile& file : files) out.push_back({file.name, file.content});
  out.push_back({page, html});
  return out;
}

ExitStatus answer(const Args& args, Context& context, const ExternalizeReport& report) {
  if (args.has("json")) {
    write_json(context.out, externalized_json(report));
  } else {
    print_externalized(context, report);
  }
  const bool works = report.policy == nullptr ||
                     (report.policy->blocked.empty() && report.policy->blocked_by_meta.empty());
  return report.staying.empty() && works ? ExitStatus::yes : ExitStatus::no;
}

ExitStatus run_guide(const Args& args, Context& context, const std::string& content,
                     const PageName& name, Existing existing) {
  for (const std::string_view flag : {"url-prefix", "document-url", "charset"}) {
    if (args.has(flag)) {
      throw UsageError(fmt::format("--{} does not go with --guide; leave one of them out", flag));
    }
  }
  GuideTabs tabs = split_guide(content);
  const std::vector<ExternalFile> files = {
      {name.stem + ".css", ExternalFileKind::style, tabs.css},
      {name.stem + ".js", ExternalFileKind::script, tabs.javascript}};
  for (MovedCode& one : tabs.moved) one.file = files[one.file == "CSS" ? 0 : 1].name;
  const std::string folder(required(args, "output", "name the folder for the files: -o DIR"));
  write_folder(folder, output_files(name.file, tabs.html, files), existing);
  return answer(args, context,
                {.input = input_name(args.positionals()[0]),
                 .folder = folder,
                 .page = name.file,
                 .files = files,
                 .moved = tabs.moved,
                 .staying = tabs.staying,
                 .hints = tabs.hints});
}

ExitStatus run_externalize(const Args& args, Context& context) {
  const std::string_view input = args.positionals()[0];
  const std::string folder(required(args, "output", "name the folder for the files: -o DIR"));
  const PageName name = page_name(input);
  const Existing existing = args.has("force") ? Existing::replace : Existing::refuse;
  const std::string_view document = args.value("document-url").value_or(kDefaultDocumentUrl);
  const auto document_url = Url::parse(document);
  if (!document_url) {
    throw UsageError(fmt::format("--document-url '{}': {}; give a whole URL", printable(document),
                                 document_url.error().message()));
  }
  const std::string content = read_file(input, kMaxPageBytes);
  if (args.has("guide")) return run_guide(args, context, content, name, existing);

  const std::string_view charset = args.value("charset").value_or("");
  const auto done = externalize(
      content,
      {.name = name.stem, .url_prefix = args.value("url-prefix").value_or(""), .charset = charset});
  if (!done) {
    throw InputError(
        fmt::format("{}: is in UTF-16 or ISO-2022-JP, in which the page's bytes cannot be kept; "
                    "write it in UTF-8",
                    printable(input_name(input))));
  }
  const ExternalizePolicy policy = externalize_policy(*done, *document_url, charset);
  write_folder(folder, output_files(name.file, done->html, done->files), existing);
  return answer(args, context,
                {.input = input_name(input),
                 .folder = folder,
                 .page = name.file,
                 .files = done->files,
                 .moved = done->moved,
                 .staying = done->staying,
                 .hints = done->hints,
                 .policy = &policy});
}

}  // namespace

Command externalize_command() {
  return {
      .name = "externalize",
      .summary = "Move a page's inline code into files",
      .description =
          "Writes the page into a folder anew, with its inline scripts and style sheets, event "
          "handler "
          "attributes, style attributes and javascript: links in .js and .css files beside it, so "
          "that it "
          "works under a policy without 'unsafe-inline' and 'unsafe-hashes'. Every other byte of "
          "the page "
          "stays.\n\n"
          "What cannot be moved without changing what it does stays, and is listed with its place, "
          "the reason "
          "and what to do. A policy follows that has been put to the engine with the page's "
          "scripts and "
          "styles; it names the hashes of scripts and styles that stay.\n\n"
          "The exit status is 1 where something had to stay, or would be blocked. A file that is "
          "there and "
          "holds something else is replaced only with --force.",
      .positional = {.name = "FILE",
                     .help = "the page, or - for standard input",
                     .min = 1,
                     .max = 1},
      .flags =
          {{.name = "output",
            .short_name = 'o',
            .value = "DIR",
            .help = "the folder for the page and its files"},
           {.name = "url-prefix",
            .value = "PREFIX",
            .help = "what the page puts before the files' names: /assets/, https://cdn.example/x/"},
           document_url_flag(),
           {.name = "charset",
            .value = "NAME",
            .help = "the charset of the page's Content-Type, where it has one"},
           {.name = "guide",
            .help = "split the content of a Pendo guide into the HTML, CSS and JavaScript of its "
                    "code block"},
           {.name = "force", .help = "replace files that are there"},
           json_flag()},
      .examples = {{"cspkit externalize index.html -o public", "public/index.html and its files"},
                   {"cspkit externalize --guide guide.html -o tabs",
                    "the three tabs of a guide's code block"}},
      .run = run_externalize,
  };
}

}  // namespace cspkit::cli
