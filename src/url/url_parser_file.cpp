// SPDX-License-Identifier: Apache-2.0
#include "url/drive_letter.h"
#include "url/host.h"
#include "url/url_parser.h"

namespace cspkit {

using namespace whatwg;

// https://url.spec.whatwg.org/#file-state
UrlParser::Step UrlParser::file_state() {
  // 1-2. A file has a host, the empty one at first.
  set_scheme("file");
  host_kind_ = HostKind::empty;
  // 3. A slash.
  if (is_slash(peek())) {
    ++at_;
    return file_slash_state();
  }
  // 5. No base to be relative to.
  if (!has_base_ || base_.scheme != "file") return path_state();
  // 4.1-4.4. As in the relative state; but a drive letter takes the place of the whole path.
  copy_base_host();
  copy_base_path();
  if (at_end() || peek() == '#') {
    copy_base_query();
    return after_path();
  }
  if (peek() == '?') return after_path();
  if (starts_with_windows_drive_letter(rest())) {
    path_.clear();
  } else {
    shorten_path();
  }
  return path_state();
}

// https://url.spec.whatwg.org/#file-slash-state
UrlParser::Step UrlParser::file_slash_state() {
  // 1. A second slash.
  if (is_slash(peek())) {
    ++at_;
    return file_host_state();
  }
  // 2.1. A path from the root of the base's host, and of its drive where the path names none.
  if (has_base_ && base_.scheme == "file") {
    copy_base_host();
    if (!starts_with_windows_drive_letter(rest()) && first_segment_is_drive_letter(base_.path)) {
      path_ = base_.path.substr(0, 3);
    }
  }
  // 2.2.
  return path_state();
}

// https://url.spec.whatwg.org/#file-host-state
UrlParser::Step UrlParser::file_host_state() {
  const std::size_t end = find_segment_end();
  const std::string_view written = text_.substr(at_, end - at_);
  // 1.1. A drive letter is the first segment of the path instead.
  if (is_windows_drive_letter(written)) return path_state();
  // 1.2. No host.
  if (written.empty()) return path_start_state();
  // 1.3. A host; `localhost` is none.
  auto host = parse_host(written, HostSyntax::domain);
  if (!host) return fail(host.error(), at_);
  if (host->text != "localhost") {
    host_ = std::move(host->text);
    host_kind_ = host->kind;
  }
  at_ = end;
  return path_start_state();
}

}  // namespace cspkit
