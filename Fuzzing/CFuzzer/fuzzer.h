// The one function of libFuzzer that a program of its own calls (compiler-rt, FuzzerInterface.h does not declare it).
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*one)(const uint8_t *data, size_t size));
