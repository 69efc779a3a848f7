// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "convert/value.h"
#include "cspkit/convert.h"

/// What the files of to/ have in common: each writes one target.
namespace cspkit::convert {

/// What a writer gets: fields that the target can carry, and the form that was chosen.
struct Job {
  std::vector<Field> fields;  ///< at least one, without `{nonce}` where the form draws none
  const TargetForm* form = nullptr;
  std::string_view documentation;  ///< of the target: a URL
  std::vector<ConvertNote>& notes;

  [[nodiscard]] bool draws_nonce() const noexcept { return convert::draws_nonce(fields); }
  void note(std::string message, std::string_view reference = {}) const {
    notes.push_back({std::move(message), std::string(reference)});
  }
};

using Writer = std::string (*)(const Job& job);

std::string write_header(const Job& job);
std::string write_meta(const Job& job);
std::string write_nginx(const Job& job);
std::string write_apache(const Job& job);
std::string write_caddy(const Job& job);
std::string write_haproxy(const Job& job);
std::string write_iis(const Job& job);
std::string write_helmet(const Job& job);
std::string write_django(const Job& job);
std::string write_rails(const Job& job);
std::string write_spring(const Job& job);
std::string write_nextjs(const Job& job);
std::string write_netlify(const Job& job);
std::string write_cloudflare(const Job& job);
std::string write_vercel(const Job& job);
std::string write_json(const Job& job);

}  // namespace cspkit::convert
