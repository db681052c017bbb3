import { AppError } from "../app-error.ts";

const keyRule = /^[A-Za-z0-9._-]{1,128}(\/[A-Za-z0-9._-]{1,128})*$/;

/** The rule for keys and prefixes of a FileStorage; every implementation asks here first. */
export function isStorageKey(key: string): boolean {
  const leaves = key.split("/").some((part) => part === "." || part === "..");
  return key.length <= 512 && keyRule.test(key) && !leaves;
}

/** Fails with `request` / `invalid_storage_key`. */
export function checkStorageKey(key: string): void {
  if (isStorageKey(key)) return;
  throw new AppError(
    "request",
    "invalid_storage_key",
    "A storage key has parts of up to 128 letters, digits, '.', '_' or '-', divided by '/', 512 bytes in all.",
  );
}
