// SPDX-License-Identifier: Apache-2.0
#include "cspkit/bypass.h"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

#include "analysis/bypass/names.h"
#include "base/words.h"
#include "cspkit/engine.h"
#include "policy/source_expression.h"

namespace cspkit {
namespace {

/// Of a host, or of a host's end behind a `*.`; case is folded. Never 0.
std::uint32_t hash_of(std::string_view host, Bypasses::HostForm form) noexcept {
  std::uint64_t h = host.size() * 2 + static_cast<std::uint64_t>(form);
  for (; host.size() > 24; host.remove_prefix(8)) h = mix(h, load8(host.data()) | kFoldWord);
  const Words words(host);
  h = mix(h, words.first | kFoldWord);
  h = mix(h, words.middle | kFoldWord);
  h = mix(h, words.last | kFoldWord);
  return static_cast<std::uint32_t>(h >> 32) | 1u;
}

/// The page that asks is of no host that a row has.
const Origin& asking_origin() {
  static const Origin origin = origin_of(Url::parse("https://page.invalid/")->view());
  return origin;
}

}  // namespace

void Bypasses::build_index() {
  std::map<std::uint32_t, std::vector<std::uint16_t>> keys;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::string_view host = rows_[i].probe.view().host;
    const auto row = static_cast<std::uint16_t>(i);
    keys[hash_of(host, HostForm::exact)].push_back(row);
    for (auto dot = host.find('.'); dot != host.npos; dot = host.find('.', dot + 1)) {
      keys[hash_of(host.substr(dot + 1), HostForm::subdomains)].push_back(row);
    }
  }
  slots_.assign(std::bit_ceil(keys.size() * 4 + 1), Slot{});
  for (const auto& [hash, rows] : keys) {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].hash != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, static_cast<std::uint32_t>(found_.size()),
                  static_cast<std::uint32_t>(rows.size())};
    found_.insert(found_.end(), rows.begin(), rows.end());
  }
}

std::span<const std::uint16_t> Bypasses::candidates(std::string_view host,
                                                    HostForm form) const noexcept {
  if (slots_.empty()) return {};
  const std::uint32_t hash = hash_of(host, form);
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].hash != 0;
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == hash)
      return std::span(found_).subspan(slots_[at].first, slots_[at].count);
  }
  return {};
}

void Bypasses::let_in_by(std::string_view source, PathRule paths,
                         std::vector<const Bypass*>& out) const {
  const SourceExpression expression = parse_source_expression(source);
  if (expression.kind != SourceKind::host || expression.host.empty()) return;
  const auto rows = candidates(expression.host,
                               expression.host_wildcard ? HostForm::subdomains : HostForm::exact);
  if (rows.empty()) return;
  PolicyList list(asking_origin());
  auto policy = CompiledPolicy::compile("script-src " + std::string(source));
  if (!policy) return;  // longer than any policy may be
  list.add(std::move(*policy));
  for (const std::uint16_t row : rows) {
    const Request request{.url = rows_[row].probe.view(),
                          .destination = Destination::script,
                          .parser_metadata = ParserMetadata::parser_inserted,
                          .redirect_count = paths == PathRule::ignore ? 1u : 0u};
    if (!should_block_request(list, request).blocked()) out.push_back(&rows_[row]);
  }
}

std::string_view to_string(BypassKind kind) noexcept { return name_of(bypass::kKindNames, kind); }

const Bypasses& builtin_bypasses() {
  // A test proves that the file loads; were it otherwise, no rows are the honest answer.
  static const Bypasses bypasses =
      Bypasses::load(builtin_bypass_files().front()).value_or(Bypasses{});
  return bypasses;
}

}  // namespace cspkit
