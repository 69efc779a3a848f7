// SPDX-License-Identifier: Apache-2.0
#include <cspkit/hash.h>

#include <boost/json/array.hpp>

#include "command.h"
#include "json_output.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMaxFileBytes = 256u << 20;

struct FileHash {
  std::string_view file;
  std::string expression;
};

HashAlgorithm chosen_algorithm(const Args& args) {
  return find_hash_algorithm(args.value("algorithm").value_or("sha256"))
      .value_or(HashAlgorithm::sha256);
}

// HTML's parser turns CRLF into LF, so that an inline block never has the bytes of such a file.
void warn_of_carriage_returns(Context& context, std::string_view file, std::string_view content) {
  if (content.find('\r') == std::string_view::npos) return;
  context.err.print(
      "{} {}: has carriage returns, which HTML drops; as an inline block it has another hash\n",
      context.err_style.warning("note:"), printable(input_name(file)));
}

ExitStatus run_hash(const Args& args, Context& context) {
  const HashAlgorithm algorithm = chosen_algorithm(args);
  std::vector<FileHash> hashes;
  for (const std::string_view file : args.positionals()) {
    const std::string content = read_file(file, kMaxFileBytes);
    warn_of_carriage_returns(context, file, content);
    hashes.push_back({file, hash_source(content, algorithm)});
  }
  if (args.has("json")) {
    boost::json::array rows;
    for (const FileHash& hash : hashes) {
      rows.push_back({{"file", hash.file},
                      {"algorithm", hash_algorithm_name(algorithm)},
                      {"source", hash.expression}});
    }
    write_json(context.out, {{"hashes", std::move(rows)}});
    return ExitStatus::yes;
  }
  for (const FileHash& hash : hashes) {
    if (hashes.size() == 1) {
      context.out.print("{}\n", hash.expression);
    } else {
      context.out.print("{}  {}\n", hash.expression, context.out_style.dim(printable(hash.file)));
    }
  }
  return ExitStatus::yes;
}

}  // namespace

Command hash_command() {
  return {
      .name = "hash",
      .summary = "Hash scripts and styles into source expressions",
      .description =
          "Prints the hash-source that allows the content of each file, byte for byte and the last "
          "line "
          "feed included: for an inline <script> or <style> with that content, and, in script-src, "
          "for "
          "an external script whose integrity attribute names the same hash.\n\n"
          "For one file the expression stands alone; for several, each is followed by its file.",
      .positional = {.name = "FILE",
                     .help = "a script or a style sheet, or - for standard input",
                     .min = 1,
                     .max = kAnyNumber},
      .flags = {{.name = "algorithm",
                 .value = "NAME",
                 .help = "sha256 (the default), sha384 or sha512",
                 .choices = {"sha256", "sha384", "sha512"}},
                json_flag()},
      .examples = {{"cspkit hash app.js", "the source expression of a script"},
                   {"printf 'alert(1)' | cspkit hash --algorithm sha384 -",
                    "the same for text on standard input"}},
      .run = run_hash,
  };
}

}  // namespace cspkit::cli
