#include "office.h"

#include <cstdlib>
#include <dlfcn.h>

#include "../protocol/json.h"
#include "main-loop.h"
#include <LibreOfficeKit/LibreOfficeKitInit.h>

namespace press {
namespace {

struct Readiness {
  std::function<void()> whenReady;
  bool (*isInMainLoop)();
  bool isAnnounced = false;
};

/// LibreOffice calls this whenever it is idle: while it starts, then from its main loop, and later during loading and
/// saving. Only the call from the main loop means that it has started completely.
int onIdle(void* data, int) {
  auto* readiness = static_cast<Readiness*>(data);
  bool isReady = !readiness->isInMainLoop || readiness->isInMainLoop();
  if (readiness->isAnnounced || !isReady) return 0;
  readiness->isAnnounced = true;
  readiness->whenReady();
  return 0;
}

void onWake(void*) {}

/// Debian and The Document Foundation merge most of LibreOffice into one library. Others do not.
void* openLibrary(const std::string& programFolder) {
  for (const char* name : {"/libmergedlo.so", "/libvcllo.so"})
    if (void* library = dlopen((programFolder + name).c_str(), RTLD_LAZY | RTLD_NOLOAD)) return library;
  return nullptr;
}

}  // namespace

std::optional<Office> Office::start(const std::string& programFolder, const std::string& profileFolder) {
  LibreOfficeKit* kit = lok_init_2(programFolder.c_str(), ("file://" + profileFolder).c_str());
  if (!kit) return std::nullopt;
  return Office(kit, openLibrary(programFolder));
}

void* Office::symbol(const char* name) const { return library_ ? dlsym(library_, name) : nullptr; }

void Office::run(std::function<void()> whenReady) {
  auto isInMainLoop = reinterpret_cast<bool (*)()>(symbol("_ZN11Application11IsInExecuteEv"));
  Readiness readiness{std::move(whenReady), isInMainLoop};
  letMainLoopRun(*this);
  kit_->pClass->runLoop(kit_, onIdle, onWake, &readiness);
}

void Office::leaveKitMode() const {
  auto setActive = reinterpret_cast<void (*)(bool)>(symbol("_ZN10comphelper14LibreOfficeKit9setActiveEb"));
  if (setActive) setActive(false);
}

std::string Office::version() const {
  char* text = kit_->pClass->getVersionInfo(kit_);
  std::optional<Json> facts = text ? Json::parse(text) : std::nullopt;
  free(text);
  if (!facts) return "unknown";
  return facts->text("ProductVersion").value_or("unknown") + facts->text("ProductExtension").value_or("");
}

}  // namespace press
