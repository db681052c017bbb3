#pragma once
#include <functional>
#include <string>

namespace press {

/// Writes the result of each probe as a line of JSON.
class Report {
 public:
  explicit Report(std::function<void(const std::string&)> say) : say_(std::move(say)) {}
  /// A `result` below zero means refused, for the reason in errno.
  void add(const std::string& name, long result);
  void add(const std::string& name, bool isRefused, const std::string& detail);

 private:
  std::function<void(const std::string&)> say_;
};

}  // namespace press
