// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace cspkit::cli {

/// The way through which the browser reaches the network where private addresses are refused: a SOCKS 5 proxy on the
/// loopback address that resolves names itself and connects to addresses of the public Internet alone. It looks at the
/// address that it connects to, so that a name that resolves otherwise the next time gains nothing.
///
/// Source: https://www.rfc-editor.org/rfc/rfc1928
class AddressGate {
 public:
  /// Throws InputError where no port can be had.
  AddressGate();
  /// Ends all connections and waits for that.
  ~AddressGate();
  AddressGate(const AddressGate&) = delete;
  AddressGate& operator=(const AddressGate&) = delete;

  /// The options that send a browser through the gate with all that it asks.
  [[nodiscard]] std::vector<std::string> browser_options() const;
  /// The hosts that were refused, and why: `is a loopback address`, `is at 10.0.0.1, a private address`.
  [[nodiscard]] std::map<std::string, std::string> refused() const;

 private:
  void accept_all();
  void serve(int client);
  int connect_to(const std::string& host, std::uint16_t port);
  bool wait_for(int descriptor, short events, int milliseconds) const;
  bool read_exactly(int descriptor, unsigned char* bytes, std::size_t size) const;
  void relay(int client, int server) const;

  int listener_ = -1;
  int stop_[2] = {-1, -1};  ///< a pipe whose closed end wakes every thread
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t running_ = 0;
  std::map<std::string, std::string> refused_;
  std::jthread acceptor_;
};

}  // namespace cspkit::cli
