#pragma once
#include <optional>
#include <string>

#include "../office/office.h"
#include "child-pipe.h"

namespace press {

/// Receives the callbacks of LibreOffice while it loads a document: forwards the progress and answers password prompts.
class Listener {
 public:
  Listener(const Office& office, const ChildPipe& pipe, std::string url, std::optional<std::string> password);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Why the document was not loaded: a password, or something in the document.
  const char* reasonOfFailure() const;

 private:
  static void onCallback(int type, const char* payload, void* listener);
  void sendProgress(const char* percent);
  void answerPassword();

  const Office& office_;
  const ChildPipe& pipe_;
  std::string url_;
  std::optional<std::string> password_;
  int timesAsked_ = 0;
  int percent_ = -1;
};

}  // namespace press
