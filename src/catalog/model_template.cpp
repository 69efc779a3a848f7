// SPDX-License-Identifier: Apache-2.0
#include "catalog/model_template.h"

#include <algorithm>
#include <utility>

#include "cspkit/url.h"

namespace cspkit::catalog {
namespace {

RowOverride merge(const RowOverride& a, const RowOverride& b) {
  RowOverride out = a;
  if (b.at_most && (!out.at_most || *b.at_most > *out.at_most)) out.at_most = b.at_most;
  if (b.evidence) out.evidence = b.evidence;
  if (!b.reference.empty()) out.reference = b.reference;
  return out;
}

}  // namespace

tl::expected<std::vector<TemplatePart>, std::string> split_template(std::string_view text) {
  std::vector<TemplatePart> parts;
  const auto add = [&](TemplatePart::Kind kind, std::string_view part) {
    if (!part.empty()) parts.push_back({kind, part});
  };
  while (!text.empty()) {
    const std::size_t open = text.find_first_of("{}");
    add(TemplatePart::Kind::text, text.substr(0, open));
    if (open == text.npos) break;
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    const std::size_t again = text.find('{', 1);
    if (text.front() == '}') return tl::unexpected(std::string("a } without its {"));
    if (close == text.npos || again < close)
      return tl::unexpected(std::string("a { without its }"));
    const std::string_view braced = text.substr(0, close + 1);
    text.remove_prefix(braced.size());
    if (braced == "{}") return tl::unexpected(std::string("a {} that names nothing"));
    if (braced == kNoncePlaceholder) {
      add(TemplatePart::Kind::text, braced);
    } else {
      add(TemplatePart::Kind::name, braced.substr(1, braced.size() - 2));
    }
  }
  return parts;
}

Filler::Result Filler::values_of(std::string_view name) const {
  if (name == kPageOrigin) return std::vector<Filled>{{std::string(page_origin_), {}}};
  const auto variable = std::ranges::find(vendor_.variables, name, &Variable::name);
  if (variable != vendor_.variables.end()) return values_of(*variable);
  const bool origin = name.ends_with(kOriginSuffix);
  if (origin) name.remove_suffix(kOriginSuffix.size());
  const auto value = choices_.value(name);
  if (!value) return tl::unexpected(std::string(name));
  if (!origin) return std::vector<Filled>{{std::string(*value), {}}};
  const auto url = Url::parse(*value);
  return std::vector<Filled>{{url ? origin_of(url->view()).serialize() : std::string(*value), {}}};
}

Filler::Result Filler::values_of(const Variable& variable) const {
  std::vector<Filled> values;
  for (const Variable::Case& one : variable.cases) {
    if (!holds(one.condition, choices_)) continue;
    auto filled = fill(one.value);
    if (!filled) return filled;
    for (Filled& value : *filled) {
      const bool known = std::ranges::find(values, value.text, &Filled::text) != values.end();
      if (!known) values.push_back({std::move(value.text), merge(value.row, one.row)});
    }
    if (variable.pick == Variable::Pick::first) break;
  }
  return values;
}

Filler::Result Filler::fill(std::string_view text) const {
  // The loader has split every template before, and allows one `pick: all` variable in each, so that
  // the product below stays small. Variables name earlier ones only: the recursion ends.
  std::vector<Filled> out = {{}};
  const auto parts = split_template(text);
  if (!parts) return std::vector<Filled>{{std::string(text), {}}};
  for (const TemplatePart& part : *parts) {
    if (part.kind == TemplatePart::Kind::text) {
      for (Filled& filled : out) filled.text += part.text;
      continue;
    }
    auto values = values_of(part.text);
    if (!values) return values;
    std::vector<Filled> next;
    for (const Filled& filled : out) {
      for (const Filled& value : *values) {
        next.push_back({filled.text + value.text, merge(filled.row, value.row)});
      }
    }
    out = std::move(next);
  }
  return out;
}

}  // namespace cspkit::catalog
