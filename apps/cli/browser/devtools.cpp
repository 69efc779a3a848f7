// SPDX-License-Identifier: Apache-2.0
#include "browser/devtools.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "browser/interrupt.h"
#include "browser/value.h"
#include "error.h"
#include "style.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxMessageBytes = 256u << 20;
constexpr std::size_t kChunk = 256u << 10;

[[noreturn]] void fail(std::string_view what) {
  throw InputError(fmt::format("the browser {}; see whether it starts by itself", what));
}

}  // namespace

void DevTools::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(input_, text.data(), text.size());
    if (count < 0 && errno == EINTR) {
      throw_if_interrupted();
      continue;
    }
    if (count < 0) fail("went away");
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void DevTools::send(std::string_view method, Params params, std::string_view session, Reply reply) {
  const std::int64_t id = ++last_id_;
  json::object message{{"id", id}, {"method", method}, {"params", std::move(params)}};
  if (!session.empty()) message["sessionId"] = session;
  waiting_.emplace(id, std::move(reply));
  std::string text = json::serialize(message);
  text += '\0';
  write(text);
}

DevTools::Params DevTools::call(std::string_view method, Params params, std::string_view session,
                                Deadline deadline) {
  bool answered = false;
  std::optional<Params> answer;
  send(method, std::move(params), session, [&](const Params* result) {
    answered = true;
    if (result != nullptr) answer = *result;
  });
  const std::int64_t id = last_id_;
  if (!run_until([&] { return answered; }, deadline)) {
    waiting_[id] = {};  // whose captures are gone
    fail(fmt::format("does not answer {} in time", method));
  }
  if (!answer) fail(fmt::format("refuses {}", method));
  return *std::move(answer);
}

bool DevTools::read_some(Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  if (left.count() <= 0) return false;
  pollfd waited{output_, POLLIN, 0};
  const int ready =
      ::poll(&waited, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 1 << 30)));
  throw_if_interrupted();
  if (ready < 0 && errno == EINTR) return true;
  if (ready < 0) fail(std::strerror(errno));
  if (ready == 0) return false;
  const std::size_t used = unread_.size();
  if (used > kMaxMessageBytes) fail("sent a message that is too long");
  unread_.resize(used + kChunk);
  const ssize_t count = ::read(output_, unread_.data() + used, kChunk);
  unread_.resize(used + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0 && errno == EINTR) return true;
  if (count <= 0) fail("went away");
  return true;
}

void DevTools::handle(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse({text.data(), text.size()}, error);
  if (error || !value.is_object()) fail("does not speak the DevTools protocol");
  const json::object& message = value.get_object();
  if (const json::value* const id = message.if_contains("id"); id != nullptr && id->is_int64()) {
    auto waiting = waiting_.extract(id->get_int64());
    if (waiting.empty() || !waiting.mapped()) return;
    const json::value* const result = message.if_contains("result");
    waiting.mapped()(result != nullptr && result->is_object() ? &result->get_object() : nullptr);
    return;
  }
  static const Params kNone;
  const json::value* const params = message.if_contains("params");
  if (handler_) {
    handler_(text_at(message, "sessionId"), text_at(message, "method"),
             params != nullptr && params->is_object() ? params->get_object() : kNone);
  }
}

bool DevTools::run_until(const std::function<bool()>& done, Deadline deadline) {
  while (!done()) {
    const std::size_t end = unread_.find('\0', searched_);
    if (end == std::string::npos) {
      searched_ = unread_.size();
      if (!read_some(deadline)) return false;
      continue;
    }
    const std::string message = unread_.substr(0, end);
    unread_.erase(0, end + 1);
    searched_ = 0;
    handle(message);
  }
  return true;
}

}  // namespace cspkit::cli
