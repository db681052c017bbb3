#pragma once
#include <functional>
#include <string>

namespace press {

/// Where probes say how they went, each as a line of JSON.
class Report {
 public:
  explicit Report(std::function<void(const std::string&)> say) : say_(std::move(say)) {}
  /// `result` below zero: refused, for the reason in errno.
  void add(const std::string& name, long result);
  void add(const std::string& name, bool isRefused, const std::string& detail);

 private:
  std::function<void(const std::string&)> say_;
};

}  // namespace press
