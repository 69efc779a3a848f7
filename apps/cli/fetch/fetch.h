// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/response_headers.h>
#include <cspkit/url.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "args.h"

/// Pages from the network.
namespace cspkit::cli {

/// Whether addresses that are not of the public Internet may be asked.
enum class PrivateAddresses : std::uint8_t { refused, allowed };

struct FetchOptions {
  PrivateAddresses private_addresses = PrivateAddresses::refused;
  std::chrono::milliseconds timeout{30'000};  ///< for one URL, all its redirects included
  std::size_t max_bytes = 16u << 20;          ///< of a body, unpacked
};

/// `--allow-private` and `--timeout`, for every command that can fetch.
[[nodiscard]] std::vector<Flag> fetch_flags();
/// What they say. Throws UsageError.
[[nodiscard]] FetchOptions fetch_options(const Args& args);

/// One answer on the way to a page.
struct FetchHop {
  std::string url;
  long status = 0;
};

/// A page, and how it came.
struct FetchedPage {
  Url url;                            ///< the final one, without credentials
  long status = 0;                    ///< of HTTP; any but a redirect that names its target
  std::vector<FetchHop> redirects;    ///< the answers before it, in order
  std::vector<ResponseField> fields;  ///< in the order in which they came, of the final answer
  std::string body;                   ///< unpacked

  /// The first field of that name (case does not matter), or nullopt.
  [[nodiscard]] std::optional<std::string_view> field(std::string_view name) const noexcept;
  /// Whether the body is HTML by its Content-Type, or, where there is none, by its first character.
  [[nodiscard]] bool is_html() const;
};

class HttpTransfer;

/// Gets pages over HTTP and HTTPS.
///
///     Fetcher fetcher({.timeout = std::chrono::seconds(10)});
///     const FetchedPage page = fetcher.get("https://example.com/");
///
/// Redirects are followed one by one, up to twenty, and each is held to the same rules: http or https, and, unless
/// `private_addresses` says otherwise, an address of the public Internet. It is the address that is connected to that is
/// looked at, so that a name that resolves otherwise the second time gains nothing. Certificates are verified, with the
/// authorities of the system or of the file that SSL_CERT_FILE names. Proxies of the environment resolve names
/// themselves, so that they are used only where private addresses are allowed. Cookies live as long as the Fetcher.
class Fetcher {
 public:
  explicit Fetcher(const FetchOptions& options);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// Throws InputError: what is no http(s) URL, an address that is refused, no answer, a bad certificate, too many
  /// redirects, a body over the limit, time over.
  [[nodiscard]] FetchedPage get(std::string_view url);

 private:
  std::unique_ptr<HttpTransfer> transfer_;
  FetchOptions options_;
};

}  // namespace cspkit::cli
