// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare/url_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"

namespace cspkit {
namespace {

using Sources = std::vector<const SourceExpression*>;

template <class T>
void add_once(std::vector<T>& values, T value) {
  if (std::find(values.begin(), values.end(), value) == values.end())
    values.push_back(std::move(value));
}

bool is_special(std::string_view scheme) {
  return default_port(scheme) != kNoPort || scheme == "file";
}

/// Schemes that a source of that scheme-part can match beside its own; see #match-schemes.
bool is_network_scheme(std::string_view scheme) {
  return scheme == "http" || scheme == "https" || scheme == "ws" || scheme == "wss";
}

/// `path` with every byte that a URL parser would take for something else percent-encoded.
std::string url_path(std::string_view path, std::string_view also_encoded = "") {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    const bool encode = c == '\\' || c == '?' || c == '#' || c == '"' || c == '<' || c == '>' ||
                        c == '{' || c == '}' || c == '`' || c == '^' || c == '|' || c <= ' ' ||
                        (i > 0 && also_encoded.find(c) != std::string_view::npos);
    if (encode) {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', kHex[byte / 16], kHex[byte % 16]});
    } else {
      out += c;
    }
  }
  return out;
}

bool ends_in_slash(std::string_view path) {
  return path.ends_with('/') || path.ends_with("%2f") || path.ends_with("%2F");
}

/// All hosts in which the sources of the lists take an interest, with these sources.
class Hosts {
 public:
  explicit Hosts(const std::vector<SourceExpression>& expressions) {
    for (const SourceExpression& e : expressions) {
      if (e.kind != SourceKind::host) continue;
      if (e.host_wildcard && e.host.empty()) {
        every_.push_back(&e);
      } else {
        const std::string key = (e.host_wildcard ? "." : "") + ascii_lower(e.host);
        auto [place, is_new] = by_key_.try_emplace(key);
        if (is_new) keys_.push_back(key);
        place->second.push_back(&e);
      }
    }
  }

  /// Hosts, and suffixes with their dot, in the order of the text.
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }

  /// The sources that match `host`; those of every host come last.
  [[nodiscard]] Sources matching(const std::string& host) const {
    Sources out;
    const auto add = [&](const std::string& key) {
      if (const auto found = by_key_.find(key); found != by_key_.end())
        out.insert(out.end(), found->second.begin(), found->second.end());
    };
    add(host);
    for (std::size_t dot = host.find('.'); dot != std::string::npos;
         dot = host.find('.', dot + 1)) {
      add(host.substr(dot));
    }
    out.insert(out.end(), every_.begin(), every_.end());
    return out;
  }

 private:
  std::unordered_map<std::string, Sources> by_key_;
  std::vector<std::string> keys_;
  Sources every_;
};

class Cells {
 public:
  Cells(const ComparedPair& pair, std::span<const AskedList> lists, UrlDimensions dimensions,
        std::size_t limit)
      : pair_(pair),
        dimensions_(dimensions),
        limit_(limit),
        expressions_(all(lists)),
        hosts_(expressions_) {}

  std::vector<UrlCell> run() {
    find_schemes();
    const Unmentioned& u = pair_.unmentioned;
    // Whatever no source names.
    add_host(u.host);
    for (const std::string& key : hosts_.keys()) {
      if (key.front() == '.') {
        add_host(u.word + key);
        add_addresses(key);
      } else {
        add_host(key);
      }
    }
    if (!pair_.self().opaque) add_host(pair_.self().host);
    add_host(u.ipv4);
    add_host(u.ipv6);
    add_without_host();
    return std::move(cells_);
  }

 private:
  static std::vector<SourceExpression> all(std::span<const AskedList> lists) {
    std::vector<SourceExpression> out;
    for (const AskedList& asked : lists) {
      for (const SourceExpression& e : expressions_of(asked)) {
        if (e.kind == SourceKind::host || e.kind == SourceKind::scheme) out.push_back(e);
      }
    }
    return out;
  }

  [[nodiscard]] bool full() const { return cells_.size() >= limit_; }
  [[nodiscard]] bool browser() const { return pair_.as != Browser::specification; }

  /// Schemes that tell URLs of an unmentioned host apart.
  void find_schemes() {
    network_ = {"https", "http"};
    if (dimensions_.websockets == WebSockets::yes) {
      network_.emplace_back("wss");
      network_.emplace_back("ws");
    }
    schemes_ = network_;
    schemes_.emplace_back("ftp");
    for (const SourceExpression& e : expressions_) {
      if (!e.scheme.empty()) add_once(schemes_, ascii_lower(e.scheme));
    }
    if (!pair_.self().opaque) add_once(schemes_, pair_.self().scheme);
    schemes_.push_back(pair_.unmentioned.scheme);
  }

  /// The schemes by which sources tell URLs of a host apart: the network's, and what they name.
  std::vector<std::string> schemes_of(const Sources& sources) const {
    std::vector<std::string> out;
    // What a source is for stands first, so that witnesses look like the real thing.
    for (const SourceExpression* source : sources) {
      if (const std::string scheme = ascii_lower(source->scheme); is_network_scheme(scheme)) {
        if (std::find(network_.begin(), network_.end(), scheme) != network_.end())
          add_once(out, scheme);
      }
    }
    for (const std::string& scheme : network_) add_once(out, scheme);
    for (const SourceExpression* source : sources) {
      if (!source->scheme.empty())
        add_once(out, ascii_lower(source->scheme));
      else if (!pair_.self().opaque)
        add_once(out, pair_.self().scheme);
    }
    return out;
  }

  std::vector<std::int32_t> ports_of(const Sources& sources, const std::string& host) const {
    std::vector<std::int32_t> out = {kNoPort};
    for (const SourceExpression* source : sources) {
      if (source->port >= 0 && source->port <= 65535) add_once(out, source->port);
    }
    if (host == pair_.self().host && pair_.self().port != kNoPort) add_once(out, pair_.self().port);
    // Browsers upgrade from and to these.
    if (browser() || host == pair_.self().host) {
      for (const std::int32_t port : {80, 443, 21}) add_once(out, port);
    }
    out.push_back(pair_.unmentioned.port);
    return out;
  }

  std::vector<std::string> paths_of(const Sources& sources) const {
    std::vector<std::string> out = {"/"};
    if (dimensions_.paths == Paths::none) return out;
    const std::string& word = pair_.unmentioned.word;
    bool any = false;
    for (const SourceExpression* source : sources) {
      if (source->path.empty()) continue;
      any = true;
      std::vector<std::string> forms = {url_path(source->path)};
      // Browsers decode a path as a whole, so that what a URL parser would resolve can be written.
      if (browser()) {
        forms.push_back(url_path(source->path, "/"));
        add_once(out, std::string());
      }
      for (std::string& form : forms) {
        const bool prefix = ends_in_slash(form);
        if (prefix) add_once(out, form + word);
        add_once(out, std::move(form));
      }
    }
    if (any) add_once(out, "/" + word);
    return out;
  }

  void add_host(const std::string& host) {
    if (!hosts_done_.insert(host).second) return;
    const Sources sources = hosts_.matching(host);
    std::vector<std::string> schemes = schemes_of(sources);
    // Schemes that no source of the host names are alike for all hosts but the page's own, whether
    // or not a source names that too.
    if (host == pair_.unmentioned.host || host == pair_.self().host) {
      for (const std::string& scheme : schemes_) add_once(schemes, scheme);
    }
    const std::vector<std::int32_t> ports = ports_of(sources, host);
    const std::vector<std::string> paths = paths_of(sources);
    for (const std::string& scheme : schemes) {
      for (const std::int32_t port : ports) {
        if (port != kNoPort && port == default_port(scheme)) continue;
        std::string origin = fmt::format("{}://{}", scheme, host);
        if (port != kNoPort) origin += fmt::format(":{}", port);
        for (const std::string& path : paths) {
          if (path.empty() && is_special(scheme)) continue;
          add(origin + path, 0);
        }
        if (dimensions_.redirects == Redirects::both) add(origin + paths.front(), 1);
        if (full()) return;
      }
    }
  }

  /// IPv4 addresses that end like a wildcard's suffix; browsers compare their text.
  void add_addresses(const std::string& suffix) {
    if (!browser() || !is_ascii_digit(suffix.back())) return;
    std::string front;
    for (const char* const number : {"203", "77", "9"}) {
      front += (front.empty() ? "" : ".") + std::string(number);
      add_host(front + suffix);
    }
  }

  void add_without_host() {
    const std::string& word = pair_.unmentioned.word;
    std::vector<std::string> urls = {"data:text/plain," + word};
    for (const std::string& inside :
         {pair_.self().serialize(), "https://" + pair_.unmentioned.host, std::string("null")}) {
      urls.push_back(fmt::format("blob:{}/{}", inside, word));
      urls.push_back(fmt::format("filesystem:{}/temporary/{}", inside, word));
    }
    urls.push_back("file:///" + word);
    for (const std::string& scheme : schemes_) {
      if (!is_special(scheme)) urls.push_back(fmt::format("{}:{}", scheme, word));
    }
    for (const std::string& url : urls) {
      add(url, 0);
      if (dimensions_.redirects == Redirects::both) add(url, 1);
    }
  }

  void add(const std::string& text, std::uint32_t redirect_count) {
    if (full()) return;
    if (auto url = Url::parse(text)) cells_.push_back({*std::move(url), redirect_count});
  }

  const ComparedPair& pair_;
  UrlDimensions dimensions_;
  std::size_t limit_;
  std::vector<SourceExpression> expressions_;
  Hosts hosts_;
  std::vector<std::string> network_, schemes_;
  std::unordered_set<std::string> hosts_done_;
  std::vector<UrlCell> cells_;
};

}  // namespace

std::vector<UrlCell> url_cells(const ComparedPair& pair, std::span<const AskedList> lists,
                               UrlDimensions dimensions, std::size_t limit) {
  return Cells(pair, lists, dimensions, limit).run();
}

}  // namespace cspkit
