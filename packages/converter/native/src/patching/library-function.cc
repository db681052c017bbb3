#include "library-function.h"

#include <cstdint>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace press {
namespace {

/// A file that is mapped into memory for reading.
class FileView {
 public:
  explicit FileView(const char* path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat facts{};
    if (file >= 0 && fstat(file, &facts) == 0 && facts.st_size > 0) {
      void* start = mmap(nullptr, static_cast<size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, file, 0);
      if (start != MAP_FAILED) {
        start_ = static_cast<const char*>(start);
        length_ = static_cast<size_t>(facts.st_size);
      }
    }
    if (file >= 0) close(file);
  }
  ~FileView() {
    if (start_) munmap(const_cast<char*>(start_), length_);
  }
  FileView(const FileView&) = delete;
  FileView& operator=(const FileView&) = delete;

  /// Null when the file is too short.
  template <typename Part>
  const Part* at(size_t offset, size_t count = 1) const {
    if (offset > length_ || count > (length_ - offset) / sizeof(Part)) return nullptr;
    return reinterpret_cast<const Part*>(start_ + offset);
  }

 private:
  const char* start_ = nullptr;
  size_t length_ = 0;
};

/// The code in the file for this address of the library. Null for an address outside of its code.
const unsigned char* codeAt(const FileView& file, const ElfW(Ehdr) & header, uintptr_t address, size_t length) {
  auto segments = file.at<ElfW(Phdr)>(header.e_phoff, header.e_phnum);
  for (size_t index = 0; segments && index < header.e_phnum; ++index) {
    const ElfW(Phdr)& segment = segments[index];
    bool isCode = segment.p_type == PT_LOAD && (segment.p_flags & PF_X);
    if (!isCode || address < segment.p_vaddr || address - segment.p_vaddr > segment.p_filesz) continue;
    uintptr_t inSegment = address - segment.p_vaddr;
    if (length <= segment.p_filesz - inSegment) return file.at<unsigned char>(segment.p_offset + inSegment, length);
  }
  return nullptr;
}

bool isFunctionAt(const ElfW(Sym) & symbol, uintptr_t address) {
  return ELF64_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_shndx != SHN_UNDEF && symbol.st_value == address;
}

/// How many functions of the symbol table start at this address.
size_t functionsAt(const FileView& file, const ElfW(Ehdr) & header, uintptr_t address) {
  auto sections = file.at<ElfW(Shdr)>(header.e_shoff, header.e_shnum);
  size_t found = 0;
  for (size_t index = 0; sections && index < header.e_shnum; ++index) {
    if (sections[index].sh_type != SHT_DYNSYM) continue;
    const size_t count = sections[index].sh_size / sizeof(ElfW(Sym));
    auto symbols = file.at<ElfW(Sym)>(sections[index].sh_offset, count);
    for (size_t place = 0; symbols && place < count; ++place) found += isFunctionAt(symbols[place], address);
  }
  return found;
}

}  // namespace

LibraryFunction libraryFunction(const void* function) {
  Dl_info library{};
  const ElfW(Sym)* symbol = nullptr;
  int isKnown = dladdr1(function, &library, reinterpret_cast<void**>(const_cast<ElfW(Sym)**>(&symbol)), RTLD_DL_SYMENT);
  if (!isKnown || !symbol || library.dli_saddr != function) return {};
  const FileView file(library.dli_fname);
  auto header = file.at<ElfW(Ehdr)>(0);
  if (!header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_ident[EI_CLASS] != ELFCLASS64) return {};
  const unsigned char* code = codeAt(file, *header, symbol->st_value, symbol->st_size);
  LibraryFunction facts;
  facts.length = symbol->st_size;
  facts.isUntouched = code && memcmp(code, function, symbol->st_size) == 0;
  facts.hasOwnAddress = functionsAt(file, *header, symbol->st_value) == 1;
  return facts;
}

}  // namespace press
