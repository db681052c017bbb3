#pragma once
#include <cstddef>

namespace press {

/// Facts about a function of a loaded library, from the library's file.
struct LibraryFunction {
  /// Bytes of machine code, from the symbol table.
  size_t length = 0;
  /// The code in memory equals the code in the file: nothing has changed it.
  bool isUntouched = false;
  /// No other function has the same address. A linker that folds identical code gives several functions one address;
  /// replacing one of them would replace them all.
  bool hasOwnAddress = false;
};

/// Finds the function in the file of its library. All fields are zero or false when the file cannot be read, is not an
/// ELF file of this machine or does not export the function.
LibraryFunction libraryFunction(const void* function);

}  // namespace press
