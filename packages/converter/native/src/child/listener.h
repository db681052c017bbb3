#pragma once
#include <optional>
#include <string>

#include "../office/office.h"
#include "child-pipe.h"

namespace press {

/// Hears LibreOffice while a document is loaded: passes the progress on and answers when it asks for a password.
class Listener {
 public:
  Listener(const Office& office, const Voice& voice, std::string url, std::optional<std::string> password);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Why no document came of it: a password, or something in the document.
  const char* reasonOfFailure() const;

 private:
  static void hear(int type, const char* payload, void* listener);
  void passOn(const char* percent);
  void answerPassword();

  const Office& office_;
  const Voice& voice_;
  std::string url_;
  std::optional<std::string> password_;
  int timesAsked_ = 0;
  int percent_ = -1;
};

}  // namespace press
