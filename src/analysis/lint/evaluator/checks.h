// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/static_vector.hpp>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lint/evaluator/policy.h"
#include "analysis/lint/evaluator/types.h"
#include "cspkit/lint.h"

/// The CSP Evaluator's checks, in its order: those of its default set, of its strict set, and of Lighthouse's.
namespace cspkit::linting::evaluator {

/// What a check says, and of which policy.
struct Remark {
  std::size_t text;    ///< index into the input's texts
  std::size_t policy;  ///< among those of its text
  Type type;
  Rank rank;
  std::string_view directive;
  std::string_view value;
  Span span;
  std::string message;
};

/// Judges input after input, and keeps its memory from one to the next.
class Judge {
 public:
  /// The remarks about every policy by itself, in the order of the checks. They point into `input`, and stay until the
  /// next call. `scans` holds the scan of each text.
  [[nodiscard]] std::span<Remark> judge(const LintInput& input, std::span<const Scan> scans);

 private:
  void judge_policy();
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
  void check_values(const Directive& directive);
  void check_value(const Directive& directive, const Value& value);
  void check_ip(const Directive& directive, const Value& value);
  void check_nonce(const Directive& directive, const Value& value);
  void check_keyword(const Directive& directive, const Value& value);
  void check_scheme(const Directive& directive, const Value& value);
  void check_missing_quotes(const Directive& directive, const Value& value);
  void check_directive(const Directive& directive);
  void check_unreadable();
  void check_reporting();

  /// Says nothing of a value that the directive repeats.
  void add(Type type, Rank rank, const Directive& directive, const Value& value,
           std::string_view message);
  void add(Type type, Rank rank, std::string_view directive, std::string_view value, Span span,
           std::string_view message);
  /// The directives that govern these, each once.
  using Governing = boost::container::static_vector<const Directive*, 5>;
  [[nodiscard]] Governing governing(std::initializer_list<DirectiveId> ids) const;

  Policy policy_;
  std::size_t text_ = 0;  ///< where the policy stands
  std::size_t index_ = 0;
  std::vector<Remark> remarks_;  ///< the first count_ of them count, the others keep memory
  std::size_t count_ = 0;
};

}  // namespace cspkit::linting::evaluator
