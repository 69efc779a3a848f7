// SPDX-License-Identifier: Apache-2.0
#include "html_pages.h"

#include <algorithm>
#include <cstdint>

#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

namespace cspkit::bench {
namespace {

class Random {
 public:
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>(state_ >> 33) % n;
  }

 private:
  std::uint64_t state_ = 20261121;
};

/// Writes a page as shops and newspapers have them: lists of links, cards with pictures, tables, comments, here and there a
/// script or a style.
class PageWriter {
 public:
  std::string write(std::size_t bytes, std::size_t brackets, std::size_t stamped) {
    page_ =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>A "
        "page</title>\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n</head>\n<body>\n";
    brackets_ = static_cast<std::size_t>(std::count(page_.begin(), page_.end(), '<'));
    constexpr std::string_view kTail = "</body>\n</html>\n";
    const std::size_t to_bracket = brackets - 2;
    std::size_t stamps = 0;
    while (brackets_ + 14 < to_bracket) {
      if (stamps < stamped && brackets_ * stamped >= stamps * to_bracket) {
        stamp(stamps++);
      } else {
        block();
      }
    }
    while (stamps < stamped) stamp(stamps++);
    while (brackets_ < to_bracket) add("<br>\n", 1);
    if (page_.size() + kTail.size() > bytes) std::abort();  // the blocks are too long for this page
    // Text, in each paragraph alike, makes up for what is missing.
    spread(bytes - kTail.size() - page_.size());
    page_ += kTail;
    return page_;
  }

 private:
  void add(std::string_view text, std::size_t brackets) {
    page_ += text;
    brackets_ += brackets;
  }

  std::string number() { return std::to_string(random_.below(9000) + 1000); }

  void stamp(std::size_t n) {
    if (n % 4 == 3) {
      add("<style>.c" + number() + "{margin:0 4px;color:#333}</style>\n", 2);
    } else if (n % 4 == 1) {
      add("<script src=\"/assets/js/chunk-" + number() + ".min.js\" defer></script>\n", 2);
    } else {
      add("<script>for(var i=0;i<" + number() + ";i++){q.push([i,'x'])}</script>\n", 3);
    }
  }

  void block() {
    switch (random_.below(6)) {
      case 0:
        add("<li class=\"menu-item\"><a href=\"/category/" + number() + "\">Things</a></li>\n", 4);
        break;
      case 1:
        add("<div class=\"card\"><img src=\"/i/" + number() +
                ".webp\" alt=\"\" width=\"320\" height=\"200\" loading=\"lazy\"><h3>Title</h3><p>",
            5);
        mark();
        add("</p></div>\n", 2);
        break;
      case 2:
        add("<tr><td>" + number() + "</td><td>" + number() + "</td><td>x</td></tr>\n", 8);
        break;
      case 3:
        add("<p>", 1);
        mark();
        add(" <b>bold</b> and <a href=\"#n" + number() + "\" title='a > b'>link</a></p>\n", 5);
        break;
      case 4:
        add("<!-- block " + number() + " -->\n<span>", 2);
        mark();
        add("</span>\n", 1);
        break;
      default:
        add("<button type=\"button\" class=\"btn btn-primary\" data-id=\"" + number() +
                "\" disabled>Go</button>\n",
            2);
        break;
    }
  }

  void mark() { marks_.push_back(page_.size()); }

  void spread(std::size_t bytes) {
    static constexpr std::string_view kWords =
        "Some words of plain text that stand between the tags, as they do. ";
    std::string out;
    std::size_t from = 0;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      out.append(page_, from, marks_[i] - from);
      from = marks_[i];
      const std::size_t share = bytes / (marks_.size() - i);
      for (std::size_t n = 0; n < share; ++n) out += kWords[n % kWords.size()];
      bytes -= share;
    }
    out.append(page_, from);
    page_ = std::move(out);
  }

  Random random_;
  std::string page_;
  std::size_t brackets_ = 0;
  std::vector<std::size_t> marks_;
};

}  // namespace

const std::string& large_page() {
  static const std::string page = PageWriter().write(100'000, 2'298, 61);
  return page;
}

const std::string& small_page() {
  static const std::string page = PageWriter().write(5'000, 110, 4);
  return page;
}

}  // namespace cspkit::bench
