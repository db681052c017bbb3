#include "conversion.h"

#include <algorithm>
#include <cctype>
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

/// A path that reveals nothing to a document and works even where the parent folders cannot be entered.
std::string urlOf(const std::string& name) {
  static const char digits[] = "0123456789ABCDEF";
  // What a path of a URL may hold as it is. Calc shows in headers what was encoded without need.
  static const std::string plainSigns = "-._~!$&'()*+,;=:@";
  std::string url = "file:///proc/self/cwd/";
  for (unsigned char byte : name) {
    bool isPlain = byte < 0x80 && (std::isalnum(byte) || plainSigns.find(static_cast<char>(byte)) != std::string::npos);
    if (isPlain) url += static_cast<char>(byte);
    else (url += '%').append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
  return url;
}

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

/// LibreOffice reports a lack of memory as if the document were damaged. The worker notices a full disk itself.
void reportFailure(const ChildPipe& pipe, const char* given, const std::string& detail) {
  const char* reason = isOutOfMemory() ? "memory_limit" : given;
  pipe.send(JsonLine("event", "failed").text("reason", reason).text("detail", detail).end());
}

/// Reads the password and removes its file, so that the document cannot find it.
std::optional<std::string> takePassword(const std::string& file) {
  if (file.empty()) return std::nullopt;
  std::ifstream stream(file);
  std::string password(std::istreambuf_iterator<char>(stream), {});
  unlink(file.c_str());
  return password;
}

LibreOfficeKitDocument* load(const Office& office, const Request& request, const ChildPipe& pipe) {
  LibreOfficeKit* kit = office.kit();
  Listener listener(office, pipe, urlOf(request.source), takePassword(request.passwordFile));
  LibreOfficeKitDocument* document =
      kit->pClass->documentLoadWithOptions(kit, urlOf(request.source).c_str(), request.loadOptions.c_str());
  if (!document) reportFailure(pipe, listener.reasonOfFailure(), lastError(kit));
  return document;
}

/// Does the steps of the folder's file `steps` by the macro of the profile, which leaves a file when all are done.
bool runSteps(const Office& office, const ChildPipe& pipe) {
  bool isRun = office.kit()->pClass->runMacro(office.kit(), "macro:///Standard.Steps.Main") != 0;
  if (isRun && access("steps-done", F_OK) == 0) return true;
  reportFailure(pipe, "steps_failed", lastError(office.kit()));
  return false;
}

/// The value of a command's argument, as LibreOfficeKit takes it.
std::string argument(const char* type, std::string_view value) {
  return JsonLine("type", type).text("value", value).end();
}

/// By the command of the menu, which hands the filter its options as they are.
bool saveByCommand(LibreOfficeKitDocument* document, const Request& request) {
  std::string arguments = "{\"URL\":" + argument("string", urlOf(request.result)) +
                          ",\"FilterName\":" + argument("string", request.filter) +
                          ",\"FilterOptions\":" + argument("string", request.exportOptions) +
                          ",\"SynchronMode\":" + argument("boolean", "true") + "}";
  document->pClass->postUnoCommand(document, ".uno:SaveAs", arguments.c_str(), false);
  return true;
}

bool save(LibreOfficeKitDocument* document, const Request& request) {
  if (!request.filter.empty()) return saveByCommand(document, request);
  return document->pClass->saveAs(document, urlOf(request.result).c_str(), request.format.c_str(),
                                  request.exportOptions.c_str()) != 0;
}

}  // namespace

void convert(const Office& office, const Request& request, const ChildPipe& pipe) {
  FontMappings fonts(office);
  fonts.start();
  LibreOfficeKitDocument* document = load(office, request, pipe);
  if (!document) return;
  int type = document->pClass->getDocumentType(document);
  int parts = type == LOK_DOCTYPE_PRESENTATION ? document->pClass->getParts(document) : 0;
  pipe.send(JsonLine("event", "loaded").text("kind", kindOf(type)).integer("slides", parts).end());
  // Loading has used memory that neither the document nor the export needs.
  releaseFreeMemory();
  office.leaveKitMode();
  if (request.hasSteps && !runSteps(office, pipe)) return;
  if (!save(document, request)) return reportFailure(pipe, "save_failed", lastError(office.kit()));
  pipe.send(JsonLine("event", "saved").end());
  pipe.send(JsonLine("event", "fonts").texts("replaced", fonts.replaced()).end());
}

}  // namespace press
