// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cspkit::cli {

using Deadline = std::chrono::steady_clock::time_point;

/// The remote protocol of Chromium over the two pipes of --remote-debugging-pipe: JSON objects, each ended by a zero byte.
/// Source: https://chromedevtools.github.io/devtools-protocol/
class DevTools {
 public:
  using Params = boost::json::object;
  /// Gets the session's id, the event's name and its parameters.
  using EventHandler =
      std::function<void(std::string_view session, std::string_view method, const Params&)>;
  /// Gets the result, or null where the browser refused.
  using Reply = std::function<void(const Params* result)>;

  /// Writes to `input`, reads from `output`; both stay the caller's.
  DevTools(int input, int output) : input_(input), output_(output) {}

  void on_event(EventHandler handler) { handler_ = std::move(handler); }

  /// Sends a command and does not wait. The reply comes out of run_until() or call().
  void send(std::string_view method, Params params = {}, std::string_view session = {},
            Reply reply = {});
  /// Sends a command and handles events until its reply is there. Throws InputError where the browser refuses,
  /// `deadline` passes, or the browser is gone.
  Params call(std::string_view method, Params params, std::string_view session, Deadline deadline);

  /// Replies that are still to come are read and dropped: who waited for them is gone.
  void forget_replies() { waiting_.clear(); }

  /// Handles events until `done` says so; false where `deadline` passes before. Throws InputError where the browser is
  /// gone or does not speak the protocol, and Interrupted on a signal.
  bool run_until(const std::function<bool()>& done, Deadline deadline);

 private:
  void write(std::string_view text);
  bool read_some(Deadline deadline);
  void handle(std::string_view message);

  int input_;
  int output_;
  EventHandler handler_;
  std::unordered_map<std::int64_t, Reply> waiting_;
  std::int64_t last_id_ = 0;
  std::string unread_;
  std::size_t searched_ = 0;  ///< bytes of `unread_` that hold no zero byte
};

}  // namespace cspkit::cli
