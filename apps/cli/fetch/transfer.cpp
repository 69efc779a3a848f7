// SPDX-License-Identifier: Apache-2.0
#include "fetch/transfer.h"

#include <cspkit/version.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "error.h"
#include "fetch/address.h"
#include "table.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMaxHeaderBytes = 256u << 10;  // below what libcurl gives up at

/// libcurl, initialized before the first transfer and as long as the program.
void require_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) {
    throw InputError(fmt::format("libcurl does not start: {}; check its installation",
                                 curl_easy_strerror(started)));
  }
}

template <typename Value>
void set(CURL* curl, CURLoption option, Value value) {
  const CURLcode code = curl_easy_setopt(curl, option, value);
  // A compression or protocol that this libcurl was built without is none that it offers.
  if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
}

}  // namespace

HttpTransfer::HttpTransfer(const FetchOptions& options) : options_(options), curl_(nullptr) {
  require_curl();
  curl_ = curl_easy_init();
  if (curl_ == nullptr) throw std::bad_alloc();
  static const std::string kUserAgent =
      fmt::format("Mozilla/5.0 (compatible; cspkit/{})", kVersion);
  set(curl_, CURLOPT_USERAGENT, kUserAgent.c_str());
  set(curl_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(curl_, CURLOPT_FOLLOWLOCATION, 0L);
  set(curl_, CURLOPT_NOSIGNAL, 1L);
  set(curl_, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can unpack
  set(curl_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(curl_, CURLOPT_COOKIEFILE,
      "");  // cookies in memory: some sites redirect until they see theirs
  set(curl_, CURLOPT_ERRORBUFFER, problem_);
  set(curl_, CURLOPT_HEADERFUNCTION, &HttpTransfer::take_header);
  set(curl_, CURLOPT_HEADERDATA, this);
  set(curl_, CURLOPT_WRITEFUNCTION, &HttpTransfer::take_body);
  set(curl_, CURLOPT_WRITEDATA, this);
  if (const char* authorities = std::getenv("SSL_CERT_FILE"))
    set(curl_, CURLOPT_CAINFO, authorities);
  if (options_.private_addresses == PrivateAddresses::refused) {
    set(curl_, CURLOPT_PROXY, "");
    set(curl_, CURLOPT_OPENSOCKETFUNCTION, &HttpTransfer::open_socket);
    set(curl_, CURLOPT_OPENSOCKETDATA, this);
  }
}

HttpTransfer::~HttpTransfer() { curl_easy_cleanup(curl_); }

std::size_t HttpTransfer::take_header(char* /*data*/, std::size_t size, std::size_t count,
                                      void* self) {
  auto& transfer = *static_cast<HttpTransfer*>(self);
  transfer.header_bytes_ += size * count;
  return transfer.header_bytes_ > kMaxHeaderBytes ? 0 : size * count;
}

std::size_t HttpTransfer::take_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<HttpTransfer*>(self);
  const std::size_t bytes = size * count;
  if (bytes > transfer.options_.max_bytes - transfer.body_.size()) {
    transfer.body_too_long_ = true;
    return bytes + 1;  // any other number than `bytes` ends the transfer
  }
  try {
    transfer.body_.append(data, bytes);
  } catch (const std::bad_alloc&) {  // no exception may pass through libcurl
    transfer.body_too_long_ = true;
    return bytes + 1;
  }
  return bytes;
}

// Called with each address that is about to be connected to: the last word on where bytes go.
curl_socket_t HttpTransfer::open_socket(void* self, curlsocktype /*purpose*/,
                                        curl_sockaddr* address) {
  auto& transfer = *static_cast<HttpTransfer*>(self);
  const std::string_view what = special_address(&address->addr, address->addrlen);
  if (!what.empty()) {
    try {
      transfer.refused_ =
          describe_special_address(transfer.host_, &address->addr, address->addrlen);
    } catch (const std::bad_alloc&) {  // no exception may pass through libcurl
      transfer.refused_.clear();
    }
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

HttpAnswer HttpTransfer::get(const Url& url, std::string_view said,
                             std::chrono::steady_clock::time_point deadline) {
  using namespace std::chrono;
  const auto left = duration_cast<milliseconds>(deadline - steady_clock::now()).count();
  const auto require = [&](CURLcode code) {
    if (code != CURLE_OK) throw InputError(fmt::format("{}: {}", said, reason_of(code, url)));
  };
  require(left > 0 ? CURLE_OK : CURLE_OPERATION_TIMEDOUT);
  body_.clear();
  host_ = url.view().host;
  refused_.clear();
  header_bytes_ = 0;
  body_too_long_ = false;
  problem_[0] = '\0';
  curl_slist* request_fields =
      curl_slist_append(nullptr, "Accept: text/html,application/xhtml+xml,*/*;q=0.8");
  set(curl_, CURLOPT_HTTPHEADER, request_fields);
  const std::string href = url.href().substr(0, url.href().find('#'));
  set(curl_, CURLOPT_URL, href.c_str());
  set(curl_, CURLOPT_TIMEOUT_MS, static_cast<long>(left));
  set(curl_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(left));
  const CURLcode code = curl_easy_perform(curl_);
  set(curl_, CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
  curl_slist_free_all(request_fields);
  require(code);

  HttpAnswer answer;
  curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &answer.status);
  constexpr int kLastAnswer = -1;  // not the 100 and 103 before it
  for (curl_header* field = nullptr;
       (field = curl_easy_nextheader(curl_, CURLH_HEADER, kLastAnswer, field)) != nullptr;) {
    answer.fields.push_back({field->name, field->value});
  }
  answer.body = std::exchange(body_, {});
  return answer;
}

std::string HttpTransfer::reason_of(CURLcode code, const Url& url) const {
  const UrlView view = url.view();
  const std::string detail = printable(problem_[0] != '\0' ? problem_ : curl_easy_strerror(code));
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return fmt::format("the name {} cannot be resolved; check its spelling and the network",
                         view.host);
    case CURLE_COULDNT_CONNECT: {
      if (!refused_.empty()) {
        return fmt::format("{} {}, which is not asked; give --allow-private if it is meant",
                           view.host, refused_);
      }
      long reason = 0;
      curl_easy_getinfo(curl_, CURLINFO_OS_ERRNO, &reason);
      return fmt::format("no connection to {}: {}; check that the server runs", view.host,
                         reason == 0 ? detail : std::strerror(static_cast<int>(reason)));
    }
    case CURLE_OPERATION_TIMEDOUT:
      return fmt::format("no whole answer within {} s; try again, or give a longer --timeout",
                         static_cast<double>(options_.timeout.count()) / 1000);
    case CURLE_PEER_FAILED_VERIFICATION:
      return fmt::format(
          "the certificate does not hold: {}; mend it, or name its authority's file in "
          "SSL_CERT_FILE",
          detail);
    case CURLE_SSL_CACERT_BADFILE:
      return "the file that SSL_CERT_FILE names cannot be read; name a file of certificates in PEM";
    case CURLE_WRITE_ERROR:
      return body_too_long_
                 ? fmt::format("the body is larger than the limit of {} bytes; name a smaller page",
                               options_.max_bytes)
                 : fmt::format(
                       "the header fields are larger than the limit of {} bytes; mend the server",
                       kMaxHeaderBytes);
    default: return fmt::format("cannot be fetched: {}; check the URL and the server", detail);
  }
}

}  // namespace cspkit::cli
