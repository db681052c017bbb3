#include "conversion.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "../memory/allocator.h"
#include "../office/font-mappings.h"
#include "../office/kit.h"
#include "memory-report.h"
#include "listener.h"

namespace press {
namespace {

/// The present folder by a name that tells a document nothing and holds even where its parents cannot be entered.
std::string urlOf(const std::string& name) { return "file:///proc/self/cwd/" + name; }

std::string lastError(LibreOfficeKit* kit) {
  char* text = kit->pClass->getError(kit);
  std::string error = text ? text : "";
  kit->pClass->freeError(text);
  return error.substr(0, 300);
}

const char* kindOf(int type) {
  switch (type) {
    case LOK_DOCTYPE_TEXT: return "text";
    case LOK_DOCTYPE_SPREADSHEET: return "sheet";
    case LOK_DOCTYPE_PRESENTATION: return "presentation";
    case LOK_DOCTYPE_DRAWING: return "drawing";
    default: return "other";
  }
}

/// A memory that is full makes LibreOffice fail like a document that is damaged; of a full disk the worker sees itself.
const char* trueReason(const char* reason) {
  return isOutOfMemory() ? "memory_limit" : reason;
}

void sayFailed(const Voice& voice, const char* given, const std::string& detail) {
  const char* reason = trueReason(given);
  voice.say(JsonLine("event", "failed").text("reason", reason).text("detail", detail).end());
}

/// Reads the password and removes its file: the document is not to find it.
std::optional<std::string> takePassword(const std::string& file) {
  if (file.empty()) return std::nullopt;
  std::ifstream stream(file);
  std::string password(std::istreambuf_iterator<char>(stream), {});
  unlink(file.c_str());
  return password;
}

LibreOfficeKitDocument* load(const Office& office, const Order& order, const Voice& voice) {
  LibreOfficeKit* kit = office.kit();
  Listener listener(office, voice, urlOf(order.source), takePassword(order.passwordFile));
  LibreOfficeKitDocument* document =
      kit->pClass->documentLoadWithOptions(kit, urlOf(order.source).c_str(), order.loadOptions.c_str());
  if (!document) sayFailed(voice, listener.reasonOfFailure(), lastError(kit));
  return document;
}

/// 640 pixels wide. Only presentations take a size; texts and sheets come in that of their page at 96 DPI.
std::string sizeJson(LibreOfficeKitDocument* document) {
  long width = 0, height = 0;
  document->pClass->getDocumentSize(document, &width, &height);
  long pixels = width > 0 ? std::clamp(640 * height / width, 64l, 1280l) : 360;
  return R"({"PixelWidth":{"type":"long","value":"640"},"PixelHeight":{"type":"long","value":")" +
         std::to_string(pixels) + R"("}})";
}

void drawThumbnail(LibreOfficeKitDocument* document, const Order& order, const Voice& voice) {
  if (order.thumbnail.empty()) return;
  const std::string size = sizeJson(document);
  bool isDrawn = document->pClass->saveAs(document, urlOf(order.thumbnail).c_str(), "png", size.c_str()) != 0;
  if (isDrawn) voice.say(JsonLine("event", "thumbnail").end());
}

}  // namespace

void convert(const Office& office, const Order& order, const Voice& voice) {
  FontMappings fonts(office);
  fonts.start();
  LibreOfficeKitDocument* document = load(office, order, voice);
  if (!document) return;
  int type = document->pClass->getDocumentType(document);
  int parts = type == LOK_DOCTYPE_PRESENTATION ? document->pClass->getParts(document) : 0;
  voice.say(JsonLine("event", "loaded").text("kind", kindOf(type)).integer("slides", parts).end());
  // Loading needed memory that the document does not, and the export comes with needs of its own.
  releaseFreeMemory();
  office.leaveKitMode();
  // Before the export, so that it can be seen early; but drawing a text sets its lines anew, which the PDF must not show.
  bool isDrawnFirst = type == LOK_DOCTYPE_PRESENTATION;
  if (isDrawnFirst) drawThumbnail(document, order, voice);
  const std::string result = urlOf(order.result);
  if (!document->pClass->saveAs(document, result.c_str(), "pdf", order.exportOptions.c_str()))
    return sayFailed(voice, "save_failed", lastError(office.kit()));
  if (!isDrawnFirst) drawThumbnail(document, order, voice);
  voice.say(JsonLine("event", "saved").end());
  voice.say(JsonLine("event", "fonts").texts("replaced", fonts.replaced()).end());
}

}  // namespace press
