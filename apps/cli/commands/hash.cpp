// SPDX-License-Identifier: Apache-2.0
#include <cspkit/hash.h>
#include <cspkit/limits.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <filesystem>

#include "command.h"
#include "hash/fix.h"
#include "hash/output.h"
#include "json_output.h"
#include "output_files.h"
#include "parallel.h"
#include "policy_input.h"
#include "progress.h"
#include "scan/folder.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxFileBytes = 256u << 20;

HashAlgorithm chosen_algorithm(const Args& args) {
  return find_hash_algorithm(args.value("algorithm").value_or("sha256"))
      .value_or(HashAlgorithm::sha256);
}

/// `--html` means a page here, and not a policy's place.
std::vector<Flag> flags_of_policies() {
  std::vector<Flag> flags = policy_flags();
  std::erase_if(flags, [](const Flag& flag) { return flag.name == "html"; });
  return flags;
}

bool is_folder(std::string_view path) {
  std::error_code error;
  return path != "-" && std::filesystem::is_directory(path, error);
}

// HTML's parser turns CRLF into LF, so that an inline block never has the bytes of such a file.
void warn_of_carriage_returns(Context& context, std::string_view file, std::string_view content) {
  if (content.find('\r') == std::string_view::npos) return;
  context.err.print(
      "{} {}: has carriage returns, which HTML drops; as an inline block it has another hash\n",
      context.err_style.warning("note:"), printable(input_name(file)));
}

ExitStatus hash_files(const Args& args, Context& context) {
  struct FileHash {
    std::string_view file;
    std::string expression;
  };
  const HashAlgorithm algorithm = chosen_algorithm(args);
  std::vector<FileHash> hashes;
  for (const std::string_view file : args.positionals()) {
    const std::string content = read_file(file, kMaxFileBytes);
    warn_of_carriage_returns(context, file, content);
    hashes.push_back({file, hash_source(content, algorithm)});
  }
  if (args.has("json")) {
    json::array rows;
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

/// The pages that the command line names, those of a folder in the order of their paths.
std::vector<std::string> pages_of(const Args& args) {
  std::vector<std::string> pages;
  const auto add = [&](std::string_view target) {
    if (!is_folder(target)) return pages.emplace_back(target), void();
    std::vector<std::string> problems;
    const std::size_t before = pages.size();
    for (ScanFile& file : find_scan_files(std::string(target), problems)) {
      if (file.type == ScanFileType::page) pages.push_back(std::move(file.path));
    }
    if (!problems.empty()) throw InputError(problems.front());
    if (pages.size() == before) {
      throw InputError(
          fmt::format("{}: no file below it ends in .html, .htm or .xhtml; name a "
                      "folder that holds pages",
                      target));
    }
  };
  for (const std::string_view target : args.values("html")) add(target);
  for (const std::string_view target : args.positionals()) add(target);
  return pages;
}

void note_doubts(const HashedPage& page, Context& context) {
  if (page.guesses_encoding) {
    context.err.print(
        "{} {}: names no encoding, and browsers may guess another one than UTF-8, which gives "
        "other "
        "hashes; put <meta charset=utf-8> first in its <head>\n",
        context.err_style.warning("note:"), printable(input_name(page.file)));
  }
  for (const InlineBlock& block : page.blocks) {
    if (block.complete) continue;
    context.err.print(
        "{} {}:{}: {} is longer than {} bytes, and has no hash here; move it into a "
        "file\n",
        context.err_style.warning("note:"), printable(input_name(page.file)), block.position.line,
        block.what, limits::kMaxPageBlockBytes);
  }
}

ExitStatus hash_pages(const std::vector<std::string>& pages, const Args& args, Context& context) {
  const HashAlgorithm algorithm = chosen_algorithm(args);
  Progress progress(context.err, "pages", 0);
  HashListing listing;
  json::array rows;
  in_parallel(
      pages.size(), [&](std::size_t i) { return read_hashed_page(pages[i], algorithm); },
      [&](std::size_t i, const HashedPage& page) {
        progress.tick(i, 0);
        note_doubts(page, context);
        args.has("json") ? append_rows(rows, page, algorithm) : listing.add(page);
      });
  args.has("json") ? write_json(context.out, {{"hashes", std::move(rows)}})
                   : listing.print(context);
  return ExitStatus::yes;
}

/// The policies of the command line, without what names pages.
PolicyInput given_policies(const Args& args) {
  static const std::vector<Flag> flags = [] {
    std::vector<Flag> all = flags_of_policies();
    all.push_back(document_url_flag());
    return all;
  }();
  std::vector<Given> given;
  for (const Given& one : args.given()) {
    if (std::ranges::find(flags, one.flag, &Flag::name) != flags.end()) given.push_back(one);
  }
  return read_policy_input(Args(flags, std::move(given)), Need::nothing);
}

Origin origin_of_document(const std::string& document_url) {
  const auto url = Url::parse(document_url);
  if (!url) {
    throw UsageError(fmt::format("--document-url: {} at byte {}; give the URL of the page",
                                 url.error().message(), url.error().offset));
  }
  return origin_of(url->view());
}

struct Totals {
  std::size_t pages = 0, without_policy = 0, blocks = 0, missing = 0, stale = 0;
};

void print_summary(const Totals& totals, Context& context) {
  const Style& style = context.out_style;
  const std::string without = totals.without_policy == 0
                                  ? ""
                                  : fmt::format(" ({} without a policy)", totals.without_policy);
  const std::string verdict = totals.missing + totals.stale == 0
                                  ? style.good("pages and policies agree")
                                  : fmt::format("{}, {}", counted(totals.missing, "missing hash"),
                                                counted(totals.stale, "stale hash"));
  context.out.print("{}{}, {}: {}\n", counted(totals.pages, "page"), without,
                    counted(totals.blocks, "inline block"), verdict);
}

/// Writes the page with its policies mended, and answers what is left to mend.
std::pair<HashedPage, PageDrift> fix_page(const std::string& file, const DriftCheck& check,
                                          HashAlgorithm algorithm) {
  const std::string source = read_file(file, kMaxFileBytes);
  HashedPage page = read_hashed_page(file, source, algorithm);
  PageDrift drift = check.check(page);
  const std::string fixed = fix_policies(source, page, drift);
  if (fixed == source) return {std::move(page), std::move(drift)};
  const OutputFile written{file, fixed};
  write_files({&written, 1});
  page = read_hashed_page(file, fixed, algorithm);
  PageDrift left = check.check(page);
  left.fixed = true;
  return {std::move(page), std::move(left)};
}

ExitStatus check_pages(const std::vector<std::string>& pages, const Args& args, Context& context) {
  const HashAlgorithm algorithm = chosen_algorithm(args);
  const PolicyInput input = given_policies(args);
  const DriftCheck check(input.texts, origin_of_document(input.document_url));
  const bool as_json = args.has("json"), fixes = args.has("fix");
  if (fixes && std::ranges::find(pages, "-") != pages.end())
    throw UsageError("--fix: standard input cannot be written; name a file");
  Progress progress(context.err, "pages", 0);
  Totals totals{.pages = pages.size()};
  json::array missing, stale;
  in_parallel(
      pages.size(),
      [&](std::size_t i) {
        if (fixes) return fix_page(pages[i], check, algorithm);
        HashedPage page = read_hashed_page(pages[i], algorithm);
        PageDrift drift = check.check(page);
        for (InlineBlock& block : page.blocks) block.sources.clear();
        return std::pair(std::move(page), std::move(drift));
      },
      [&](std::size_t i, const std::pair<HashedPage, PageDrift>& found) {
        const auto& [page, drift] = found;
        progress.tick(i, 0);
        note_doubts(page, context);
        totals.blocks += drift.blocks;
        if (drift.fixed)
          context.err.print("{} {}\n", context.err_style.good("fixed"), printable(page.file));
        totals.without_policy += drift.policies == 0 ? 1 : 0;
        totals.missing += drift.missing.size();
        totals.stale += drift.stale.size();
        as_json ? append_rows(missing, stale, drift) : print(drift, context);
      });
  if (totals.without_policy == totals.pages) {
    throw UsageError(
        "--check: no page has a policy in a <meta>, and the command line gives none; give one with "
        "--policy, --policy-file, --header-file, --har or --site");
  }
  for (const StaleHash& one : check.stale()) {
    ++totals.stale;
    as_json ? void(stale.push_back(to_json(one))) : print(one, context);
  }
  const bool agree = totals.missing + totals.stale == 0;
  if (as_json) {
    write_json(context.out, {{"ok", agree},
                             {"pages", totals.pages},
                             {"pages_without_policy", totals.without_policy},
                             {"missing", std::move(missing)},
                             {"stale", std::move(stale)}});
  } else {
    print_summary(totals, context);
  }
  return agree ? ExitStatus::yes : ExitStatus::no;
}

ExitStatus run_hash(const Args& args, Context& context) {
  const std::vector<std::string_view> files = args.positionals();
  const bool names_pages = args.has("html") || std::ranges::any_of(files, is_folder);
  if (files.empty() && !names_pages) {
    throw UsageError("no file; name scripts and style sheets, or pages with --html, or a folder");
  }
  if (args.has("fix") && !args.has("check"))
    throw UsageError("--fix without --check; add --check to hold pages to their policies");
  if (args.has("check")) return check_pages(pages_of(args), args, context);
  for (const Flag& flag : flags_of_policies()) {
    if (args.has(flag.name))
      throw UsageError(
          fmt::format("--{} without --check; add --check to hold pages to it", flag.name));
  }
  if (!names_pages) return hash_files(args, context);
  if (args.has("html") && std::ranges::any_of(files, [](auto file) { return !is_folder(file); })) {
    throw UsageError(
        "files beside --html; hash them by themselves, or name every page with --html");
  }
  return hash_pages(pages_of(args), args, context);
}

}  // namespace

Command hash_command() {
  std::vector<Flag> flags = {
      {.name = "html",
       .value = "FILE",
       .help = "a page, or a folder of pages: what is inline in it",
       .repeat = Repeat::many},
      {.name = "check",
       .help =
           "fail where pages and policies have drifted apart: hashes that are missing or stale"},
      {.name = "fix",
       .help = "with --check: mend the policies in the pages' <meta> elements, in place"},
      {.name = "algorithm",
       .value = "NAME",
       .help = "sha256 (the default), sha384 or sha512",
       .choices = {"sha256", "sha384", "sha512"}}};
  for (Flag& flag : flags_of_policies()) flags.push_back(flag);
  flags.push_back(document_url_flag());
  flags.push_back(json_flag());
  return {
      .name = "hash",
      .summary = "Hash scripts and styles into source expressions",
      .description =
          "Prints the hash-source that allows the content of each file, byte for byte and the last "
          "line feed included: for an inline <script> or <style> with that content, and, in "
          "script-src, for an external script whose integrity attribute names the same hash. For "
          "one file the expression stands alone; for several, each is followed by its file.\n\n"
          "Of a page (--html) or of every page below a folder it prints the expressions of what is "
          "inline, by directive: scripts, style elements, event handlers, style attributes and "
          "javascript: URLs, as browsers read and hash them. The last three need 'unsafe-hashes' "
          "beside their hash.\n\n"
          "With --check, each page is held to the policies of the command line and to those of its "
          "own <meta> elements. A block that a policy blocks is missing from it; a hash that "
          "nothing "
          "inline has, and no integrity attribute, is stale. What a nonce or 'unsafe-inline' "
          "allows "
          "needs no hash. The exit status is 1 where there is either. --fix puts into the <meta> "
          "policies of a page what is missing and takes out what is stale, and leaves every other "
          "byte "
          "alone; the check says what is left.",
      .positional = {.name = "FILE",
                     .help =
                         "a script or a style sheet, - for standard input, or a folder of pages; "
                         "with --check, a page",
                     .min = 0,
                     .max = kAnyNumber},
      .flags = std::move(flags),
      .examples = {{"cspkit hash app.js", "the source expression of a script"},
                   {"printf 'alert(1)' | cspkit hash --algorithm sha384 -",
                    "the same for text on standard input"},
                   {"cspkit hash --html index.html", "what is inline in a page, and where"},
                   {"cspkit hash --check dist/",
                    "in CI: whether the pages still fit their policies"},
                   {"cspkit hash --check --fix dist/", "mend the policies in the pages"}},
      .run = run_hash,
  };
}

}  // namespace cspkit::cli
