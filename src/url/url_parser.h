// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "cspkit/url.h"

namespace cspkit {

/// The basic URL parser without state override: one member function for each state, in the text's
/// order. States call each other instead of taking turns in a loop, and read whole runs of bytes
/// where the text takes one code point.
/// Source: https://url.spec.whatwg.org/#concept-basic-url-parser
///
/// Versions: where the text changed of late, this parser stands where Node 18 and 20 stand, with
/// which the tests compare it. None of these changes a decision.
///   - U+005E (^) in a path is not encoded (the text encodes it since March 2025).
///   - Spaces at the end of an opaque path stay (the text encodes the last one before `?` or `#`
///     since March 2025).
///   - UTS 46 is that of the ICU in use: with ICU 72, of Unicode 15.0.
class UrlParser {
 public:
  /// `base`, where given, outlives the parser.
  UrlParser(std::string_view input, const Url* base);

  [[nodiscard]] tl::expected<Url, UrlError> run();

 private:
  using Step = tl::expected<void, UrlError>;

  // url_parser.cpp: scheme and authority.
  Step scheme_start_state();
  Step scheme_state(std::size_t colon);
  Step no_scheme_state();
  Step special_relative_or_authority_state();
  Step relative_state();
  Step relative_slash_state();
  Step special_authority_slashes_state();
  Step special_authority_ignore_slashes_state();
  Step authority_state();
  Step host_state(std::size_t end);
  Step port_state(std::size_t end);

  // url_parser_file.cpp: what only `file:` does.
  Step file_state();
  Step file_slash_state();
  Step file_host_state();

  // url_parser_path.cpp: the rest of the URL.
  Step path_or_authority_state();
  Step path_start_state();
  Step path_state();
  Step opaque_path_state();
  Step after_path();
  Step query_state();
  Step fragment_state();

  // Reading. The end of the input reads as NUL, which nothing compares with.
  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool at_end() const noexcept { return at_ == text_.size(); }
  [[nodiscard]] std::string_view rest() const noexcept { return text_.substr(at_); }
  /// Whether `c` separates path segments: a slash, and a backslash too in a special URL.
  [[nodiscard]] bool is_slash(char c) const noexcept { return c == '/' || (special_ && c == '\\'); }
  /// Where the authority or path segment that begins at the cursor ends: before a slash, `?`, `#`
  /// or the end.
  [[nodiscard]] std::size_t find_segment_end() const noexcept;

  // Building.
  [[nodiscard]] tl::unexpected<UrlError> fail(UrlErrorCode code, std::size_t at) const;
  void set_scheme(std::string_view scheme);
  void copy_base_host();
  void copy_base_authority();
  void copy_base_path();
  void copy_base_query();
  void shorten_path();
  [[nodiscard]] Url assemble() const;

  std::string_view input_;  ///< as given; errors count its bytes
  std::string cleaned_;     ///< owns the text where it differs from the input
  std::string_view text_;   ///< trimmed, without tabs and newlines, well-formed UTF-8
  std::size_t at_ = 0;      ///< the cursor into text_
  bool has_base_ = false;
  UrlView base_;
  bool special_ = false;

  // The URL record.
  std::string scheme_;
  std::string username_;
  std::string password_;
  std::string host_;
  std::string path_;  ///< serialized: each segment with its leading slash, or the opaque path
  std::string query_;
  std::string fragment_;
  std::int32_t port_ = kNoPort;
  HostKind host_kind_ = HostKind::none;
  bool has_opaque_path_ = false;
  bool has_query_ = false;
  bool has_fragment_ = false;
};

}  // namespace cspkit
