// SPDX-License-Identifier: Apache-2.0
#include "browser/gate.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "error.h"
#include "fetch/address.h"

namespace cspkit::cli {
namespace {

constexpr int kHandshakeMilliseconds = 10'000;
constexpr int kConnectMilliseconds = 15'000;
constexpr unsigned char kVersion = 5;
constexpr std::size_t kMostConnections = 512;

enum class Reply : unsigned char { done = 0, not_allowed = 2, unreachable = 4, not_supported = 7 };

void answer(int client, Reply reply) {
  const std::array<unsigned char, 10> bytes = {kVersion, static_cast<unsigned char>(reply), 0, 1};
  static_cast<void>(::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

bool send_all(int descriptor, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::send(descriptor, bytes, size, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

AddressGate::AddressGate() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool open = listener_ >= 0 && ::bind(listener_, generic, size) == 0 &&
                    ::listen(listener_, SOMAXCONN) == 0 &&
                    ::getsockname(listener_, generic, &size) == 0 && ::pipe2(stop_, O_CLOEXEC) == 0;
  if (!open) {
    const int reason = errno;
    if (listener_ >= 0) ::close(listener_);
    throw InputError(
        fmt::format("no port on 127.0.0.1 for the browser's connections: {}; close "
                    "something, or give --allow-private, which needs none",
                    std::strerror(reason)));
  }
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { accept_all(); });
}

AddressGate::~AddressGate() {
  ::close(stop_[1]);
  acceptor_.join();
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [this] { return running_ == 0; });
  ::close(stop_[0]);
  ::close(listener_);
}

std::vector<std::string> AddressGate::browser_options() const {
  return {
      fmt::format("--proxy-server=socks5://127.0.0.1:{}", port_),
      // Chromium asks loopback addresses itself unless it is told not to; and it is to resolve no name.
      "--proxy-bypass-list=<-loopback>",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
      "--webrtc-ip-handling-policy=disable_non_proxied_udp"};
}

std::map<std::string, std::string> AddressGate::refused() const {
  const std::lock_guard lock(mutex_);
  return refused_;
}

/// Whether the descriptor is ready; not where time is over or the gate closes.
bool AddressGate::wait_for(int descriptor, short events, int milliseconds) const {
  std::array<pollfd, 2> waited = {pollfd{descriptor, events, 0}, pollfd{stop_[0], POLLIN, 0}};
  int ready = 0;
  do {
    ready = ::poll(waited.data(), waited.size(), milliseconds);
  } while (ready < 0 && errno == EINTR);
  return ready > 0 && waited[1].revents == 0;
}

bool AddressGate::read_exactly(int descriptor, unsigned char* bytes, std::size_t size) const {
  while (size > 0) {
    if (!wait_for(descriptor, POLLIN, kHandshakeMilliseconds)) return false;
    const ssize_t count = ::recv(descriptor, bytes, size, 0);
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

void AddressGate::accept_all() {
  while (wait_for(listener_, POLLIN, -1)) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const std::lock_guard lock(mutex_);
    if (running_ >= kMostConnections) {
      ::close(client);
      continue;
    }
    try {
      std::thread([this, client] {
        serve(client);
        ::close(client);
        const std::lock_guard end(mutex_);
        --running_;
        ended_.notify_all();
      }).detach();
      ++running_;  // the thread takes the lock before it counts itself out
    } catch (const std::system_error&) {
      ::close(client);
    }
  }
}

void AddressGate::serve(int client) {
  std::array<unsigned char, 256> bytes{};
  // VER NMETHODS METHODS: no authentication is what we offer.
  if (!read_exactly(client, bytes.data(), 2) || bytes[0] != kVersion) return;
  if (!read_exactly(client, bytes.data(), bytes[1])) return;
  constexpr std::array<char, 2> kNoAuthentication = {static_cast<char>(kVersion), 0};
  if (!send_all(client, kNoAuthentication.data(), kNoAuthentication.size())) return;
  // VER CMD RSV ATYP DST.ADDR DST.PORT
  if (!read_exactly(client, bytes.data(), 4) || bytes[0] != kVersion) return;
  constexpr unsigned char kConnect = 1, kIpv4 = 1, kName = 3, kIpv6 = 4;
  const unsigned char command = bytes[1], kind = bytes[3];
  std::string host;
  if (kind == kName) {
    if (!read_exactly(client, bytes.data(), 1)) return;
    const std::size_t length = bytes[0];
    if (!read_exactly(client, bytes.data(), length)) return;
    host.assign(reinterpret_cast<const char*>(bytes.data()), length);
  } else if (kind == kIpv4 || kind == kIpv6) {
    if (!read_exactly(client, bytes.data(), kind == kIpv4 ? 4 : 16)) return;
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(kind == kIpv4 ? AF_INET : AF_INET6, bytes.data(), text.data(), text.size());
    host = text.data();
  }
  if (!read_exactly(client, bytes.data(), 2)) return;
  const auto port = static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
  if (command != kConnect || host.empty() || host.find('\0') != host.npos) {
    answer(client, Reply::not_supported);
    return;
  }
  const int server = connect_to(host, port);
  if (server < 0) {
    const std::lock_guard lock(mutex_);
    answer(client, refused_.contains(host) ? Reply::not_allowed : Reply::unreachable);
    return;
  }
  answer(client, Reply::done);
  relay(client, server);
  ::close(server);
}

/// A connection to the first of the host's public addresses that takes it, or -1.
int AddressGate::connect_to(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return -1;
  int server = -1;
  for (const addrinfo* each = found; each != nullptr && server < 0; each = each->ai_next) {
    const std::string_view what = special_address(each->ai_addr, each->ai_addrlen);
    if (!what.empty()) {
      const std::lock_guard lock(mutex_);
      refused_[host] = describe_special_address(host, each->ai_addr, each->ai_addrlen);
      continue;
    }
    const int tried = ::socket(each->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (tried < 0) continue;
    int problem = 0;
    socklen_t size = sizeof problem;
    const bool connected =
        ::connect(tried, each->ai_addr, each->ai_addrlen) == 0 ||
        (errno == EINPROGRESS && wait_for(tried, POLLOUT, kConnectMilliseconds) &&
         ::getsockopt(tried, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0);
    if (connected) {
      ::fcntl(tried, F_SETFL, ::fcntl(tried, F_GETFL) & ~O_NONBLOCK);
      server = tried;
    } else {
      ::close(tried);
    }
  }
  ::freeaddrinfo(found);
  return server;
}

/// Passes bytes on both ways until both have ended.
void AddressGate::relay(int client, int server) const {
  std::array<pollfd, 3> waited = {pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0},
                                  pollfd{stop_[0], POLLIN, 0}};
  std::vector<char> buffer(64u << 10);
  while (waited[0].fd >= 0 || waited[1].fd >= 0) {
    if (::poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR) return;
    if (waited[2].revents != 0) return;
    for (std::size_t from = 0; from < 2; ++from) {
      if (waited[from].fd < 0 || waited[from].revents == 0) continue;
      const int to = from == 0 ? server : client;
      const ssize_t count = ::recv(waited[from].fd, buffer.data(), buffer.size(), 0);
      if (count < 0) return;
      if (count == 0) {
        ::shutdown(to, SHUT_WR);
        waited[from].fd = -1;  // poll() passes over it
        continue;
      }
      if (!send_all(to, buffer.data(), static_cast<std::size_t>(count))) return;
    }
  }
}

}  // namespace cspkit::cli
