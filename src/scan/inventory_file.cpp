// SPDX-License-Identifier: Apache-2.0
#include "cspkit/inventory_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "scan/hash_value.h"

namespace cspkit {
namespace {

using What = InventoryEntry::What;

constexpr std::string_view kHeading = "cspkit-inventory 1";
constexpr std::string_view kMagic = "cspkit-inventory ";

struct Kind {
  std::string name;
  What what = What::inline_block;
  InlineType inline_type = InlineType::script;
  Destination destination = Destination::none;
};

/// By name: inline types and destinations bear the names that the rest of the program gives them.
const std::map<std::string, Kind, std::less<>>& kinds() {
  static const auto table = [] {
    std::map<std::string, Kind, std::less<>> all;
    const auto add = [&](Kind kind) { all.emplace(kind.name, kind); };
    for (unsigned i = 0;; ++i) {
      const auto type = static_cast<InlineType>(i);
      if (inline_type_name(type).empty()) break;
      add({std::string(inline_type_name(type)), What::inline_block, type});
      if (type == InlineType::speculation_rules) break;
    }
    for (std::size_t i = 0; i < kDestinationCount; ++i) {
      const auto destination = static_cast<Destination>(i);
      const std::string_view name =
          destination == Destination::none ? "connect" : destination_name(destination);
      add({fmt::format("{}-url", name), What::request, InlineType::script, destination});
    }
    add({"form-url", What::form_action});
    add({"base-url", What::base_uri});
    return all;
  }();
  return table;
}

std::string_view next_word(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
  const std::string_view word = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return word;
}

/// One line without what a person could be fooled by: no control characters, and no line ends.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

/// A URL as one word: where its path is opaque, its serialization may hold spaces.
std::string without_spaces(std::string_view url) {
  std::string word;
  for (const char c : url) {
    if (c == ' ') {
      word += "%20";
    } else {
      word += c;
    }
  }
  return word;
}

tl::unexpected<InventoryFileError> fail(std::size_t line, std::string message) {
  return tl::unexpected(InventoryFileError{line, std::move(message)});
}

tl::expected<InventoryEntry, InventoryFileError> read_line(std::string_view line,
                                                           std::size_t number) {
  InventoryEntry entry;
  const std::size_t hash_sign = line.find(" #");
  if (hash_sign != line.npos) {
    entry.place = strip_ascii_whitespace(line.substr(hash_sign + 2));
    line = line.substr(0, hash_sign);
  }
  const std::string_view kind_name = next_word(line);
  const auto kind = kinds().find(kind_name);
  if (kind == kinds().end()) {
    return fail(number, fmt::format("`{}` is no kind of entry; write one of: {}",
                                    plain(kind_name.substr(0, 64)),
                                    fmt::join(inventory_entry_kinds(), ", ")));
  }
  entry.what = kind->second.what;
  entry.inline_type = kind->second.inline_type;
  entry.destination = kind->second.destination;
  entry.value = next_word(line);
  if (entry.what == What::inline_block && !scan_detail::is_hash_value(entry.value)) {
    return fail(number, fmt::format("`{}` is no hash; write sha256-, sha384- or sha512- and the "
                                    "digest in base64",
                                    plain(entry.value.substr(0, 80))));
  }
  if (entry.what != What::inline_block && !Url::parse(entry.value)) {
    return fail(number, fmt::format("`{}` is no absolute URL; write one, such as "
                                    "https://cdn.example.com/app.js",
                                    plain(entry.value.substr(0, 80))));
  }
  const std::string_view count = next_word(line);
  const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), entry.count);
  if (count.empty() || error != std::errc() || end != count.data() + count.size()) {
    return fail(number, fmt::format("`{}` is no count; write how often it was seen, as a number",
                                    plain(count.substr(0, 32))));
  }
  if (const std::string_view more = next_word(line); !more.empty()) {
    return fail(number, fmt::format("`{}` stands behind the count; write comments behind ` #`",
                                    plain(more.substr(0, 64))));
  }
  return entry;
}

auto order_of(const InventoryEntry& entry) { return std::tuple(entry.kind(), entry.value); }

}  // namespace

std::string InventoryEntry::kind() const {
  switch (what) {
    case What::inline_block: return std::string(inline_type_name(inline_type));
    case What::form_action: return "form-url";
    case What::base_uri: return "base-url";
    case What::request: break;
  }
  return fmt::format("{}-url",
                     destination == Destination::none ? "connect" : destination_name(destination));
}

std::span<const std::string> inventory_entry_kinds() {
  static const auto names = [] {
    std::vector<std::string> all;
    for (const auto& [name, kind] : kinds()) all.push_back(name);
    return all;
  }();
  return names;
}

std::vector<InventoryEntry> inventory_entries(const Inventory& inventory) {
  std::map<std::pair<std::string, std::string>, std::pair<InventoryEntry, Place>> all;
  for (const InventoryItem* item : inventory.items()) {
    InventoryEntry entry;
    switch (item->kind) {
      case ItemKind::eval:
      case ItemKind::wasm: continue;
      case ItemKind::inline_block:
        entry.inline_type = item->type;
        entry.value = item->hash;
        break;
      case ItemKind::request:
        entry.what = What::request;
        entry.destination = item->destination;
        entry.value = without_spaces(item->url);
        break;
      case ItemKind::form_action:
      case ItemKind::base_uri:
        entry.what = item->kind == ItemKind::form_action ? What::form_action : What::base_uri;
        entry.value = without_spaces(item->url);
        break;
    }
    const Place place = item->places.empty() ? Place() : item->places.front();
    auto& [kept, first] = all[{entry.kind(), entry.value}];
    if (kept.count == 0) {
      kept = std::move(entry);
      first = place;
    }
    kept.count += item->count;
    first = std::min(first, place);
    kept.place = plain(first.to_string());
  }
  std::vector<InventoryEntry> entries;
  for (auto& [key, entry] : all) entries.push_back(std::move(entry.first));
  return entries;
}

std::string write_inventory(std::span<const InventoryEntry> entries) {
  std::vector<const InventoryEntry*> sorted;
  for (const InventoryEntry& entry : entries) sorted.push_back(&entry);
  std::ranges::sort(sorted, [](const InventoryEntry* a, const InventoryEntry* b) {
    return order_of(*a) < order_of(*b);
  });
  std::string out(kHeading);
  out += '\n';
  for (const InventoryEntry* entry : sorted) {
    out += fmt::format("{} {} {}", entry->kind(), entry->value, entry->count);
    if (!entry->place.empty()) out += " # " + plain(entry->place);
    out += '\n';
  }
  return out;
}

tl::expected<std::vector<InventoryEntry>, InventoryFileError> read_inventory(
    std::string_view text) {
  std::vector<InventoryEntry> entries;
  bool headed = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view content = strip_ascii_whitespace(line);
    if (!headed) {
      if (content != kHeading) {
        return fail(number, content.starts_with(kMagic)
                                ? fmt::format("the version `{}` is not known; this program reads "
                                              "version 1",
                                              plain(content.substr(kMagic.size(), 32)))
                                : fmt::format("does not begin with `{}`; give a file that cspkit "
                                              "scan --inventory wrote",
                                              kHeading));
      }
      headed = true;
      continue;
    }
    if (content.empty() || content.starts_with('#')) continue;
    if (entries.size() >= limits::kMaxInventoryEntries) {
      return fail(number, fmt::format("more than {} entries; split the file",
                                      limits::kMaxInventoryEntries));
    }
    auto entry = read_line(line, number);
    if (!entry) return tl::unexpected(std::move(entry.error()));
    entries.push_back(*std::move(entry));
  }
  if (!headed) return fail(1, fmt::format("is empty; it begins with `{}`", kHeading));
  return entries;
}

}  // namespace cspkit
