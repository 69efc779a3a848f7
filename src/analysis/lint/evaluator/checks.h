// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/lint/evaluator/policy.h"
#include "analysis/lint/evaluator/types.h"

/// The CSP Evaluator's checks, in its order: those of its default set, of its strict set, and of Lighthouse's.
namespace cspkit::linting::evaluator {

/// What a check says.
struct Remark {
  Type type;
  Rank rank;
  std::string_view directive;
  std::string_view value;
  Span span;
  std::string message;
};

class Judge {
 public:
  explicit Judge(const Policy& policy) : policy_(policy) {}

  [[nodiscard]] std::vector<Remark> judge() &&;

 private:
  // check_scripts.cpp
  void check_ignored();
  void check_inline_and_eval();
  void check_schemes_and_wildcards();
  void check_missing_directives();
  void check_strict();
  // check_allowlists.cpp
  void check_script_allowlist();
  void check_script_source(const Directive& directive, const Value& value, bool eval);
  void check_object_allowlist();
  // check_values.cpp
  void check_value(const Directive& directive, const Value& value);
  void check_ip(const Directive& directive, const Value& value);
  void check_nonce(const Directive& directive, const Value& value);
  void check_keyword(const Directive& directive, const Value& value);
  void check_directive(const Directive& directive);
  void check_unreadable();
  void check_reporting();

  void add(Type type, Rank rank, const Directive& directive, const Value& value,
           std::string message);
  void add(Type type, Rank rank, std::string_view directive, Span span, std::string message);
  /// The directives that govern these, each once.
  [[nodiscard]] std::vector<const Directive*> governing(
      std::initializer_list<DirectiveId> ids) const;

  const Policy& policy_;
  std::vector<Remark> remarks_;
};

/// What is behind `scheme://` or `//`.
[[nodiscard]] std::string_view without_scheme(std::string_view source) noexcept;

}  // namespace cspkit::linting::evaluator
