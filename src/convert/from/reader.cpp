// SPDX-License-Identifier: Apache-2.0
#include "convert/from/reader.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNoncePrefix = "'nonce-";

bool opens_nonce(std::string_view before) {
  return before.size() >= kNoncePrefix.size() &&
         equals_ignoring_ascii_case(before.substr(before.size() - kNoncePrefix.size()),
                                    kNoncePrefix);
}

struct WeakSource {
  std::string_view name;
  std::string_view why;
};

constexpr std::array<WeakSource, 6> kWeakSources = {{
    {"request_id", "it is commonly logged and handed to other services; draw a value of its own"},
    {"UNIQUE_ID", "it is made of the time and a counter, and can be guessed"},
    {"uuid()", "HAProxy's generator lets anybody who has seen some values compute the next"},
    {"rand()", "HAProxy's generator lets anybody who has seen some values compute the next"},
    {"unique-id", "it is made of addresses, the time and a counter, and can be guessed"},
    {"msec", "it is the time, and can be guessed"},
}};

}  // namespace

std::string_view weak_nonce_source(std::string_view name) noexcept {
  const auto* const found = std::ranges::find(kWeakSources, name, &WeakSource::name);
  return found == kWeakSources.end() ? std::string_view() : found->why;
}

void Template::add_text(std::string_view text) {
  if (text.empty()) return;
  bytes_ += text.size();
  if (parts_.empty() || !parts_.back().name.empty()) parts_.push_back({});
  parts_.back().text += text;
}

void Template::add_variable(std::string_view written, std::string_view name) {
  bytes_ += written.size();
  parts_.push_back({std::string(written), std::string(name.empty() ? written : name)});
}

void Template::append(const Template& other) {
  for (const Part& part : other.parts_) {
    if (part.name.empty()) {
      add_text(part.text);
    } else {
      add_variable(part.text, part.name);
    }
  }
}

bool Template::is_constant() const noexcept {
  return std::ranges::all_of(parts_, [](const Part& part) { return part.name.empty(); });
}

std::optional<std::string_view> Template::sole_variable() const noexcept {
  if (parts_.size() != 1 || parts_.front().name.empty()) return std::nullopt;
  return parts_.front().name;
}

std::string Template::to_value(ConfigPlace place, std::vector<ConfigRemark>& remarks) const {
  std::string value;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    if (part.name.empty()) {
      value += part.text;
      continue;
    }
    const bool closes =
        i + 1 < parts_.size() && parts_[i + 1].name.empty() && parts_[i + 1].text.starts_with('\'');
    if (!opens_nonce(value) || !closes) {
      value += part.text;
      remarks.push_back({place, Severity::warning,
                         part.text + " stands in the policy, and its value is not known here; it "
                                     "is left as it is written"});
      continue;
    }
    value += kNoncePlaceholder;
    if (const auto why = weak_nonce_source(part.name); !why.empty()) {
      remarks.push_back(
          {place, Severity::warning, part.text + " is no safe nonce: " + std::string(why)});
    }
  }
  const bool broken = value.find_first_of("\r\n") != std::string::npos;
  std::ranges::replace_if(
      value, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  if (broken) {
    remarks.push_back(
        {place, Severity::warning,
         "the value has line breaks, which no header can carry; write it in one line"});
  }
  return std::string(strip_ascii_whitespace(value));
}

void Collector::policy(const Template& value, Disposition disposition, ConfigPlace place,
                       std::string context) {
  reading_.policies.push_back({.value = value.to_value(place, reading_.remarks),
                               .disposition = disposition,
                               .delivery = Delivery::header,
                               .place = place,
                               .context = std::move(context)});
}

void Collector::remark(ConfigPlace place, Severity severity, std::string message) {
  reading_.remarks.push_back({place, severity, std::move(message)});
}

std::size_t Collector::remove_if(const std::function<bool(const FoundPolicy&)>& gone) {
  return std::erase_if(reading_.policies, gone);
}

ConfigReading Collector::take() {
  const auto in_order = [](const auto& a, const auto& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  };
  std::ranges::stable_sort(reading_.policies, in_order);
  std::ranges::stable_sort(reading_.remarks, in_order);
  return std::move(reading_);
}

}  // namespace cspkit::convert
