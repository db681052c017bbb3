#include "listener.h"

#include <cstdlib>

#include "../office/kit.h"
#include "../protocol/json.h"

namespace press {

Listener::Listener(const Office& office, const ChildPipe& pipe, std::string url, std::optional<std::string> password)
    : office_(office), pipe_(pipe), url_(std::move(url)), password_(std::move(password)) {
  LibreOfficeKit* kit = office_.kit();
  kit->pClass->setOptionalFeatures(kit, LOK_FEATURE_DOCUMENT_PASSWORD | LOK_FEATURE_DOCUMENT_PASSWORD_TO_MODIFY);
  kit->pClass->registerCallback(kit, onCallback, this);
}

Listener::~Listener() { office_.kit()->pClass->registerCallback(office_.kit(), nullptr, nullptr); }

void Listener::onCallback(int type, const char* payload, void* self) {
  auto* listener = static_cast<Listener*>(self);
  switch (type) {
    case LOK_CALLBACK_STATUS_INDICATOR_SET_VALUE: return listener->sendProgress(payload);
    case LOK_CALLBACK_DOCUMENT_PASSWORD: return listener->answerPassword();
    // An empty password opens a document that is protected against changes, read-only.
    case LOK_CALLBACK_DOCUMENT_PASSWORD_TO_MODIFY:
      return listener->office_.kit()->pClass->setDocumentPassword(listener->office_.kit(), listener->url_.c_str(), "");
    default: return;
  }
}

void Listener::sendProgress(const char* payload) {
  int percent = payload ? atoi(payload) : 0;
  if (percent == percent_) return;
  percent_ = percent;
  pipe_.send(JsonLine("event", "loading").integer("percent", percent).end());
}

/// LibreOffice asks again after a wrong password; null means that there is no other. The URL must be the one that was
/// loaded: the one that LibreOffice passes is shortened for some formats.
void Listener::answerPassword() {
  bool isFirst = ++timesAsked_ == 1;
  const char* answer = isFirst && password_ ? password_->c_str() : nullptr;
  office_.kit()->pClass->setDocumentPassword(office_.kit(), url_.c_str(), answer);
}

const char* Listener::reasonOfFailure() const {
  if (timesAsked_ == 0) return "load_failed";
  return password_ ? "password_wrong" : "password_wanted";
}

}  // namespace press
