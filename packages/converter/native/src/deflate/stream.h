#pragma once

/// zlib's `z_stream`, with the layout that its manual describes and that it has had since version 1.0.
struct DeflateStream {
  const unsigned char* next_in;
  unsigned avail_in;
  unsigned long total_in;
  unsigned char* next_out;
  unsigned avail_out;
  unsigned long total_out;
  const char* msg;
  void* state;
  void* (*zalloc)(void*, unsigned, unsigned);
  void (*zfree)(void*, void*);
  void* opaque;
  int data_type;
  unsigned long adler;
  unsigned long reserved;
};

namespace press {

/// zlib's constants.
enum Method { deflated = 8 };
enum Flush { noFlush = 0, finish = 4 };
enum Answer { ok = 0, streamEnd = 1, memoryError = -4, bufferError = -5 };

}  // namespace press
