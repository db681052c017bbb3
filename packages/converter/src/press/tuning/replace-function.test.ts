import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const patching = join(dirname(fileURLToPath(import.meta.url)), "../../../native/src/patching");

/** Functions of every kind: one to replace, one that is shorter than a jump, and one under two names. */
const library = `
#define LONG_BODY(x) volatile long sum = (x); for (long i = 0; i < 9; ++i) sum = sum * 3 + i; return sum;
extern "C" {
__attribute__((noinline)) long ordinary(long x) { LONG_BODY(x) }
__attribute__((noinline)) long folded(long x) { LONG_BODY(x + 1) }
long folded_too(long x) __attribute__((alias("folded")));
__attribute__((noinline)) long changed(long x) { LONG_BODY(x + 2) }
}
asm(".globl tiny\\n.type tiny, %function\\ntiny: ret\\n.size tiny, . - tiny\\n");
`;

const program = `
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <sys/mman.h>
#include "replace-function.h"
static long replacement(long) { return 42; }
int main(int, char** arguments) {
  void* library = dlopen(arguments[1], RTLD_NOW);
  void* function = dlsym(library, arguments[2]);
  if (!library || !function) return 1;
  if (strcmp(arguments[2], "changed") == 0) {
    auto page = reinterpret_cast<char*>(reinterpret_cast<unsigned long>(function) & ~4095ul);
    if (mprotect(page, 8192, PROT_READ | PROT_WRITE) != 0) return 1;
    static_cast<unsigned char*>(function)[3] ^= 1;
    if (mprotect(page, 8192, PROT_READ | PROT_EXEC) != 0) return 1;
  }
  bool isReplaced = press::replaceFunction(function, reinterpret_cast<const void*>(replacement));
  bool mayCall = strcmp(arguments[2], "ordinary") == 0 || strcmp(arguments[2], "folded") == 0;
  long result = mayCall ? reinterpret_cast<long (*)(long)>(function)(1) : 0;
  printf("%s %s", isReplaced ? "replaced" : "left", result == 42 ? "42" : "other");
}
`;

describe("replaceFunction", { timeout: 60_000 }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "replace-function-"));
    await writeFile(join(folder, "library.cc"), library);
    await writeFile(join(folder, "program.cc"), program);
    const compile = (...args: string[]) => execa("c++", ["-std=c++17", "-O1", ...args], { cwd: folder });
    await compile("-shared", "-fPIC", "-o", "library.so", "library.cc");
    const units = ["replace-function.cc", "library-function.cc"].map((name) => join(patching, name));
    await compile("-I", patching, "-o", "program", "program.cc", ...units, "-ldl");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function tried(name: string): Promise<string> {
    return (await execa(join(folder, "program"), [join(folder, "library.so"), name])).stdout;
  }

  it("sends calls to the replacement", async () => {
    assert.equal(await tried("ordinary"), "replaced 42");
  });

  it("leaves a function that shares its address with another one", async () => {
    assert.equal(await tried("folded"), "left other");
  });

  it("leaves a function that is shorter than the jump", async () => {
    assert.equal(await tried("tiny"), "left other");
  });

  it("leaves a function whose code is not the code of its file", async () => {
    assert.equal(await tried("changed"), "left other");
  });
});
