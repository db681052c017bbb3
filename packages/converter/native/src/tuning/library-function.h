#pragma once
#include <cstddef>

namespace press {

/// What the file of a loaded library says about one of its functions.
struct LibraryFunction {
  /// Bytes of machine code, from the symbol table.
  size_t length = 0;
  /// The code in memory is, byte for byte, the code in the file: nobody has changed it.
  bool isUntouched = false;
  /// No other function has the same code address. A linker that folds equal code gives one address to several
  /// functions, and whoever replaces one would replace them all.
  bool hasOwnAddress = false;
};

/// Looks the function up in the file from which its library was loaded. All fields are zero where the file cannot be
/// read, is no ELF file of this machine or does not export the function.
LibraryFunction libraryFunction(const void* function);

}  // namespace press
