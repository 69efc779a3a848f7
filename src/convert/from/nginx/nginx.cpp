// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "convert/from/nginx/tree.h"
#include "convert/from/nginx/variables.h"
#include "convert/from/reader.h"

namespace cspkit::convert {
namespace {

using nginx::Directive;
using nginx::Scope;

/// What a block inherits: `add_header` works only where the block has none of its own.
/// Source: https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
struct Inherited {
  const Directive* policy =
      nullptr;  ///< the first policy that is sent here, unless something in the way
};

constexpr std::array<std::string_view, 4> kPassive = {"http", "stream", "mail", "events"};

bool is_block_of_requests(std::string_view name) {
  constexpr std::array<std::string_view, 5> kBlocks = {"http", "server", "location", "if",
                                                       "limit_except"};
  return std::ranges::find(kBlocks, name) != kBlocks.end();
}

std::string joined(const Directive& directive) {
  std::string text;
  for (const auto& word : directive.words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

std::string server_names(const std::vector<Directive>& block) {
  std::string names;
  for (const Directive& directive : block) {
    if (directive.name() != "server_name") continue;
    for (std::size_t i = 1; i < directive.words.size(); ++i) names += " " + directive.words[i].text;
  }
  return "server" + names;
}

bool merges(const std::vector<Directive>& block) {
  return std::ranges::any_of(block, [](const Directive& directive) {
    return directive.name() == "add_header_inherit" && directive.argument(0) == "merge";
  });
}

class NginxReader {
 public:
  ReadResult read(std::string_view text) {
    auto tree = nginx::parse(text);
    if (!tree) return tl::unexpected(tree.error());
    walk(*tree, Scope(), "", Inherited{});
    return collector_.take();
  }

 private:
  void walk(const std::vector<Directive>& block, Scope scope, const std::string& context,
            Inherited inherited) {
    collect_variables(block, scope);
    const Directive* first_header = nullptr;
    const Directive* first_policy = nullptr;
    for (const Directive& directive : block) {
      if (directive.name() == "add_header" && directive.words.size() >= 3) {
        if (first_header == nullptr) first_header = &directive;
        if (const auto disposition = policy_field(directive.argument(0))) {
          if (first_policy == nullptr) first_policy = &directive;
          take(directive, *disposition, scope, context);
        }
      } else if (directive.name() == "more_set_headers" || directive.name() == "more_add_headers") {
        take_more_headers(directive, scope, context);
      } else if (directive.name() == "include") {
        note_include(directive);
      } else if (directive.name() == "more_clear_headers" ||
                 directive.name() == "proxy_hide_header" ||
                 directive.name() == "fastcgi_hide_header") {
        note_hidden(directive);
      }
    }
    if (first_header != nullptr)
      inherit_nothing(*first_header, first_policy, inherited, block, context);
    if (first_policy != nullptr) inherited.policy = first_policy;
    if (first_header != nullptr && first_policy == nullptr && !merges(block))
      inherited.policy = nullptr;
    for (const Directive& directive : block) {
      if (!directive.has_block || !is_block_of_requests(directive.name())) continue;
      descend(directive, scope, context, inherited);
    }
  }

  void descend(const Directive& directive, const Scope& scope, const std::string& context,
               Inherited inherited) {
    std::string inner = context;
    if (std::ranges::find(kPassive, directive.name()) == kPassive.end()) {
      if (!inner.empty()) inner += ", ";
      inner += directive.name() == "server" ? server_names(directive.block) : joined(directive);
    }
    walk(directive.block, Scope(&scope), inner, inherited);
  }

  void inherit_nothing(const Directive& header, const Directive* own, const Inherited& inherited,
                       const std::vector<Directive>& block, const std::string& context) {
    if (inherited.policy == nullptr || merges(block)) return;
    const std::size_t line = inherited.policy->place().line;
    if (own != nullptr) {
      collector_.remark(own->place(), Severity::info,
                        fmt::format("{}: this add_header takes the place of the policy of line {}, "
                                    "which is not inherited",
                                    context, line));
      return;
    }
    collector_.remark(header.place(), Severity::warning,
                      fmt::format("{}: because of this add_header {} the policy of line {} is not "
                                  "sent here: a block with "
                                  "an add_header of its own inherits none. Repeat the policy in it",
                                  context, header.argument(0), line));
  }

  void take(const Directive& directive, Disposition disposition, const Scope& scope,
            const std::string& context) {
    const ConfigPlace place = directive.place();
    if (directive.argument(2) != "always") {
      collector_.remark(place, Severity::info,
                        "without always, error pages are sent without the policy");
    }
    emit(scope.resolve(directive.argument(1)), disposition, scope, place, context);
  }

  /// A value, or the values of the map that it is.
  void emit(const Template& value, Disposition disposition, const Scope& scope, ConfigPlace place,
            const std::string& context) {
    const auto variable = value.sole_variable();
    const nginx::Map* const map = variable ? scope.find_map(*variable) : nullptr;
    if (map == nullptr) {
      collector_.policy(value, disposition, place, context);
      return;
    }
    for (const nginx::MapRow& row : map->rows) {
      if (row.value.size() == 0) continue;  // nginx sends no field without a value
      std::string where = context.empty() ? "" : context + ", ";
      where += fmt::format("where {} is {}", map->source, row.key);
      collector_.policy(row.value, disposition, row.place, std::move(where));
    }
  }

  // https://github.com/openresty/headers-more-nginx-module: `Name: value` in each word that is no option.
  void take_more_headers(const Directive& directive, const Scope& scope,
                         const std::string& context) {
    for (std::size_t i = 1; i < directive.words.size(); ++i) {
      const nginx::Word& word = directive.words[i];
      if (word.text == "-s" || word.text == "-t") {
        ++i;  // and its value
        continue;
      }
      const std::size_t colon = word.text.find(':');
      if (colon == std::string::npos) continue;
      const auto name = strip_ascii_whitespace(std::string_view(word.text).substr(0, colon));
      if (const auto disposition = policy_field(name)) {
        emit(scope.resolve(strip_ascii_whitespace(std::string_view(word.text).substr(colon + 1))),
             *disposition, scope, word.place, context);
      }
    }
  }

  void note_include(const Directive& directive) {
    const std::string_view file = directive.argument(0);
    if (file.find("mime.types") != std::string_view::npos || file.ends_with("_params")) return;
    collector_.remark(
        directive.place(), Severity::info,
        fmt::format("include {}: not read; `nginx -T` prints the whole configuration as one file",
                    file));
  }

  void note_hidden(const Directive& directive) {
    for (std::size_t i = 1; i < directive.words.size(); ++i) {
      if (!policy_field(directive.words[i].text)) continue;
      collector_.remark(
          directive.place(), Severity::info,
          fmt::format("{} takes away the policy that comes from behind", directive.name()));
    }
  }

  Collector collector_;
};

}  // namespace

ReadResult read_nginx(std::string_view text) { return NginxReader().read(text); }

}  // namespace cspkit::convert
