// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/fetch.h"

namespace cspkit::cli {

/// One answer of a server, redirect or not.
struct HttpAnswer {
  long status = 0;
  std::vector<ResponseField> fields;
  std::string body;
};

/// A single GET by libcurl; who follows redirects is the caller.
class HttpTransfer {
 public:
  explicit HttpTransfer(const FetchOptions& options);
  ~HttpTransfer();
  HttpTransfer(const HttpTransfer&) = delete;
  HttpTransfer& operator=(const HttpTransfer&) = delete;

  /// Throws InputError, which begins with `said`.
  [[nodiscard]] HttpAnswer get(const Url& url, std::string_view said,
                               std::chrono::steady_clock::time_point deadline);

 private:
  static std::size_t take_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t take_body(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);

  /// What went wrong, and the remedy.
  [[nodiscard]] std::string reason_of(CURLcode code, const Url& url) const;

  FetchOptions options_;
  CURL* curl_;
  char problem_[CURL_ERROR_SIZE] = {};
  // Of the transfer that runs.
  std::string body_;
  std::size_t header_bytes_ = 0;
  bool body_too_long_ = false;
  std::string host_;
  std::string refused_;  ///< `is at 10.0.0.1, a private address`
};

}  // namespace cspkit::cli
