// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/data_file.h"
#include "cspkit/report.h"

/// Violations that say nothing about the page: browser extensions, translators, virus scanners, injected scripts.
///
///     const cspkit::NoiseRow* row = cspkit::builtin_noise().find(violation);
///     if (row != nullptr) row->what;  // "A browser extension"
///
/// The rows are catalog/noise.yaml; docs/explain.md describes them.
namespace cspkit {

/// Which field of a violation a pattern is compared with.
enum class NoiseField : std::uint8_t {
  blocked,      ///< the blocked URL, or the bare scheme that some browsers send
  source_file,  ///< the script that ran
  sample,       ///< the beginning of the code
  policy,       ///< the policy that the report names
  document,     ///< the page
  referrer,
  message,  ///< the message itself, for the console
};

/// How.
enum class NoiseMatch : std::uint8_t {
  scheme,    ///< the URL's scheme, or the whole text
  host,      ///< the URL's host, or a name below it
  prefix,    ///< the text begins so
  contains,  ///< the text holds it
  equals,
};

/// What it is: nothing that a policy should change for, or something on the visitor's computer that somebody should
/// look at.
enum class NoiseVerdict : std::uint8_t {
  harmless,
  visitor_side,
  hostile,
  depends,  ///< may be ignored where the explanation says so; a note, and no more
};

enum class NoiseConfidence : std::uint8_t {
  documented,  ///< by who makes it
  reported,    ///< by others who saw it
  listed,      ///< stands in a list of a collector
};

/// What is compared: any of `patterns`.
struct NoisePattern {
  NoiseField field = NoiseField::blocked;
  NoiseMatch match = NoiseMatch::prefix;
  std::vector<std::string> patterns;
};

/// One row.
struct NoiseRow {
  std::string id;
  std::string what;         ///< a noun phrase: `A browser extension`
  std::string explanation;  ///< one or two sentences
  NoiseVerdict verdict = NoiseVerdict::harmless;
  std::string reference;  ///< a URL
  std::string date;       ///< YYYY-MM-DD, when the row was compared with its reference
  NoiseConfidence confidence = NoiseConfidence::listed;
  std::string vendor;                   ///< of the catalogue, where it is about one; may be empty
  std::vector<std::string> directives;  ///< effective directives that it is about; empty: any
  std::vector<NoisePattern> any;        ///< one of these is enough
};

[[nodiscard]] std::string_view to_string(NoiseVerdict verdict) noexcept;
[[nodiscard]] std::string_view to_string(NoiseConfidence confidence) noexcept;

class Noise {
 public:
  /// Reads the file. On failure: every mistake that was found, in order, at least one.
  [[nodiscard]] static tl::expected<Noise, std::vector<FileIssue>> load(CatalogFile file);

  [[nodiscard]] std::span<const NoiseRow> rows() const noexcept { return rows_; }

  /// The first row that fits; nullptr where none does. `message` is the line of the console, where there is one.
  [[nodiscard]] const NoiseRow* find(const ReportedViolation& violation,
                                     std::string_view message = {}) const;

 private:
  std::vector<NoiseRow> rows_;
};

/// `catalog/noise.yaml`, as it was when the library was built.
[[nodiscard]] std::span<const CatalogFile> builtin_noise_files() noexcept;

/// The rows that are built into the library.
[[nodiscard]] const Noise& builtin_noise();

}  // namespace cspkit
