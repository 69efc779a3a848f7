// SPDX-License-Identifier: Apache-2.0
#include "lint_fix.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "input.h"
#include "lint_output.h"
#include "output_files.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMaxFileBytes = 16u << 20;

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "es");
}

}  // namespace

std::vector<FixedInput> fix_inputs(PolicyInput& input, const LintInput& judged,
                                   LintProfile profile) {
  std::vector<FixedInput> all;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < input.texts.size(); ++i) {
    FixedText fixed = fix_text(judged, i, profile);
    all.push_back({input.texts[i], std::move(fixed.applied)});
    texts.push_back(std::move(fixed.text));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) input.texts[i].text = std::move(texts[i]);
  return all;
}

void write_back(const std::vector<FixedInput>& fixed, const PolicyInput& input) {
  std::map<std::string, std::string> files;
  for (std::size_t i = fixed.size(); i-- > 0;) {  // from the end, so that offsets stay right
    const PolicyText& before = fixed[i].before;
    const std::string& after = input.texts[i].text;
    if (before.text == after) continue;
    if (before.file.empty() || !before.offset) {
      throw UsageError(
          fmt::format("--write: {} does not stand as it is in a file; give it with --policy-file, "
                      "or leave --write out",
                      before.name));
    }
    std::string& content =
        files.try_emplace(before.file, read_file(before.file, kMaxFileBytes)).first->second;
    if (content.compare(*before.offset, before.text.size(), before.text) != 0) {
      throw InputError(fmt::format("{}: changed while it was read; try again", before.file));
    }
    content.replace(*before.offset, before.text.size(), after);
  }
  std::vector<OutputFile> written;
  for (const auto& [file, content] : files) written.push_back({file, content});
  write_files(written);
}

void print_fixed(const std::vector<FixedInput>& fixed, const PolicyInput& input,
                 const LintReport& left, Context& context) {
  for (std::size_t i = 0; i < fixed.size(); ++i) {
    const std::string& text = input.texts[i].text;
    context.out.write(text);
    if (!text.ends_with('\n')) context.out.write("\n");
    const std::string where =
        fixed.size() == 1 ? "" : fmt::format("{}: ", printable(input.texts[i].name));
    for (const Finding& finding : fixed[i].applied) {
      context.err.print("{}{}[{}] {}\n", where, context.err_style.good("fixed"), finding.id,
                        printable(finding.fix->description));
    }
  }
  std::size_t count = 0;
  for (const FixedInput& each : fixed) count += each.applied.size();
  context.err.print("{} applied; left: {}\n", counted(count, "fix"), summary_line(left));
}

}  // namespace cspkit::cli
