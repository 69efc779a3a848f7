// SPDX-License-Identifier: Apache-2.0
#include "node_faults.h"

#include <unicode/uidna.h>

#include <array>
#include <string>

#include "base/ascii.h"

namespace cspkit::test {
namespace {

using Line = boost::json::object;
using Answer = tl::expected<Url, UrlError>;

std::string_view text_of(const Line& line, std::string_view field) {
  const auto* value = line.if_contains(field);
  return value ? std::string_view(value->as_string()) : std::string_view();
}

bool node_accepts(const Line& line) { return line.at("ok").as_bool(); }

bool both_accept(const Line& line, const Answer& ours) { return ours && node_accepts(line); }

/// Node's href with its path replaced by ours. (`/.` before a path of two slashes is no part of
/// either path.)
bool differs_in_path_alone(const Line& line, const UrlView& ours) {
  std::string href(text_of(line, "href"));
  const std::string_view path = text_of(line, "pathname");
  const std::size_t authority = href.find("//") == href.find(':') + 1
                                    ? href.find('/', href.find("//") + 2)
                                    : href.find(':') + 1;
  const std::size_t at = path.empty() ? std::min(href.find_first_of("?#"), href.size()) : authority;
  if (at == std::string::npos || href.substr(at, path.size()) != path) return false;
  return href.replace(at, path.size(), ours.path) == ours.href;
}

bool has_relative_fragment_on_opaque_base(const Line& line, const Answer& ours) {
  return node_accepts(line) && !ours && ours.error().code == UrlErrorCode::relative_to_opaque_base;
}

bool loses_last_slash(const Line& line, const Answer& ours) {
  return both_accept(line, ours) && ours->view().path == "/" && text_of(line, "pathname").empty() &&
         default_port(ours->view().scheme) == kNoPort && differs_in_path_alone(line, ours->view());
}

bool leaves_dot_segment(const Line& line, const Answer& ours) {
  if (!both_accept(line, ours)) return false;
  // What Node serialized is not what Node, or anyone, would serialize again.
  const auto again = Url::parse(text_of(line, "href"));
  return again && again->href() == ours->href() && again->view().path != text_of(line, "pathname");
}

bool takes_segment_for_drive_letter(const Line& line, const Answer& ours) {
  if (!both_accept(line, ours) || ours->view().scheme != "file") return false;
  const std::string_view path = text_of(line, "pathname");
  // `/Z:x` was kept where `..` had to remove it.
  return path.size() > 3 && is_ascii_alpha(path[1]) && path[2] == ':' && path[3] != '/' &&
         differs_in_path_alone(line, ours->view());
}

/// Whether ICU finds in the labels of `host` what CheckBidi, CheckJoiners and Punycode forbid, or a
/// leading combining mark (Node misses some of Unicode 14.0), and nothing else amiss.
bool violates_idna(std::string_view host) {
  UErrorCode error = U_ZERO_ERROR;
  static const UIDNA* const uidna = uidna_openUTS46(
      UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_UNICODE, &error);
  constexpr std::uint32_t kUnforbidden =
      UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG |
      UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  constexpr std::uint32_t kForbidden = UIDNA_ERROR_BIDI | UIDNA_ERROR_CONTEXTJ |
                                       UIDNA_ERROR_PUNYCODE | UIDNA_ERROR_INVALID_ACE_LABEL |
                                       UIDNA_ERROR_LEADING_COMBINING_MARK;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::array<char, 16384> unicode;
  uidna_nameToUnicodeUTF8(uidna, host.data(), static_cast<std::int32_t>(host.size()),
                          unicode.data(), static_cast<std::int32_t>(unicode.size()), &info, &error);
  const std::uint32_t found = info.errors & ~kUnforbidden;
  return U_SUCCESS(error) && found != 0 && (found & ~kForbidden) == 0;
}

bool accepts_invalid_idna(const Line& line, const Answer& ours) {
  if (!node_accepts(line)) return false;
  if (!ours) {
    return ours.error().code == UrlErrorCode::invalid_host &&
           violates_idna(text_of(line, "hostname"));
  }
  // The same inside a blob: URL, where the origin alone tells.
  const std::string_view origin = text_of(line, "origin");
  return ours->view().scheme == "blob" && ours->href() == text_of(line, "href") &&
         origin_of(ours->view()).opaque && origin != "null" &&
         violates_idna(
             origin.substr(origin.find("//") + 2, origin.find(':', 7) - origin.find("//") - 2));
}

}  // namespace

const std::vector<NodeFault>& node_faults() {
  static const std::vector<NodeFault> faults{
      {"a relative URL with a fragment resolved against an opaque path: no-scheme state, step 1",
       has_relative_fragment_on_opaque_base},
      {"the path of a scheme that is not special lost, where `..` leaves `/`: path state, step 1.2",
       loses_last_slash},
      {"a dot segment left in the path behind a segment such as `.a`: path state, steps 1.2-1.3",
       leaves_dot_segment},
      {"a first segment such as `Z:x` taken for a drive letter: shorten a URL's path, step 3",
       takes_segment_for_drive_letter},
      {"a label accepted that breaks the bidi rule, the joiner rule, Punycode, or begins with a "
       "mark: UTS 46, section 4.1",
       accepts_invalid_idna},
  };
  return faults;
}

}  // namespace cspkit::test
