// SPDX-License-Identifier: Apache-2.0
#include "oracle/shrink.h"

#include <cstddef>
#include <string>

#include "oracle/infra.h"

namespace cspkit::oracle {

namespace {

class Shrinker {
 public:
  Shrinker(Case one, const std::function<bool(const Case&)>& still_fails)
      : case_(std::move(one)), still_fails_(still_fails) {}

  Case run() {
    do {
      progress_ = false;
      drop_policies();
      for (std::size_t i = 0; i < case_.policies.size(); ++i) {
        drop_pieces(i, ',', ",");
        drop_pieces(i, ';', ";");
        drop_words(i);
        replace(case_.policies[i].disposition, "enforce");
        replace(case_.policies[i].delivery, "header");
      }
      simplify_check();
    } while (progress_);
    return case_;
  }

 private:
  /// Keeps the change that `change` makes, if the case still fails.
  template <class Change>
  bool attempt(Change change) {
    Case smaller = case_;
    change(smaller);
    if (write_case(smaller) == write_case(case_) || !still_fails_(smaller)) return false;
    case_ = smaller;
    progress_ = true;
    return true;
  }

  /// `field` is a member of case_; it gets `simple`.
  template <class T, class U>
  void replace(T& field, const U& simple) {
    const T before = field;
    if (before == T(simple)) return;
    field = T(simple);
    if (still_fails_(case_)) {
      progress_ = true;
    } else {
      field = before;
    }
  }

  void drop_policies() {
    for (std::size_t i = case_.policies.size(); i-- > 0;) {
      attempt(
          [i](Case& c) { c.policies.erase(c.policies.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
  }

  static std::string join(const Strings& pieces, const std::string& glue) {
    std::string result;
    for (std::size_t i = 0; i < pieces.size(); ++i) result += (i != 0 ? glue : "") + pieces[i];
    return result;
  }

  void drop_each(std::size_t policy, Strings pieces, const std::string& glue) {
    for (std::size_t i = pieces.size(); i-- > 0;) {
      Strings fewer = pieces;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (attempt([&](Case& c) { c.policies[policy].value = join(fewer, glue); })) pieces = fewer;
    }
  }

  void drop_pieces(std::size_t policy, char separator, const std::string& glue) {
    drop_each(policy, strictly_split(case_.policies[policy].value, separator), glue);
  }

  void drop_words(std::size_t policy) {
    drop_each(policy, split_on_ascii_whitespace(case_.policies[policy].value), " ");
  }

  void simplify_check() {
    Check& check = case_.check;
    if (case_.document_url != "http://example.com/") {
      replace(case_.document_url, "https://example.com/");
    }
    if (case_.document_url != "https://example.com/") {
      replace(case_.document_url, "http://example.com/");
    }
    replace(check.nonce, std::optional<std::string>());
    replace(check.integrity, "");
    replace(check.integrity, join(split_on_ascii_whitespace(check.integrity), " "));
    replace(check.initiator, "");
    replace(check.webtransport_hashes, false);
    replace(check.redirect_count, 0u);
    replace(check.parser_inserted, false);
    replace(check.existing, Strings());
    for (std::size_t i = check.ancestors.size(); i-- > 0;) {
      attempt([i](Case& c) {
        c.check.ancestors.erase(c.check.ancestors.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
  }

  Case case_;
  const std::function<bool(const Case&)>& still_fails_;
  bool progress_ = false;
};

}  // namespace

Case shrink_case(Case one, const std::function<bool(const Case&)>& still_fails) {
  return Shrinker(std::move(one), still_fails).run();
}

}  // namespace cspkit::oracle
