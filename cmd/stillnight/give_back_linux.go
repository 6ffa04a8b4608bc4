package main

/*
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
static void trim(void) { malloc_trim(0); }
#else
static void trim(void) {}
#endif
*/
import "C"

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// giveBack lets go of what the libraries below have freed, and of the parts of program files that are in memory as they
// are on the disk. Most of those, such as the compiler of the software that draws, only the start needs. The system
// keeps them as long as it has room and brings back at once what is touched again.
func giveBack() {
	C.trim()
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		return // no such list on this system; nothing is lost
	}
	defer func() { _ = f.Close() }() // read only
	for _, m := range mapped(bufio.NewScanner(f)) {
		if m.file && m.readOnly && !m.changed {
			// Refused, it stays in memory.
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, m.start, m.end-m.start, syscall.MADV_DONTNEED)
		}
	}
}

// mapping is a stretch of memory.
type mapping struct {
	start, end uintptr
	// file tells that it is part of a file, readOnly that the program cannot write into it, changed that it is no longer as
	// in the file all the same, as addresses that the linker filled in.
	file, readOnly, changed bool
}

// tellsChange tells whether a line of the list counts what is not, or no longer, as in the file; it may be in memory or
// swapped out.
func tellsChange(name string) bool {
	return name == "Anonymous:" || name == "Swap:" || strings.HasSuffix(name, "_Dirty:")
}

// mapped reads the system's list of a program's memory.
func mapped(lines *bufio.Scanner) []mapping {
	var all []mapping
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		from, to, ok := strings.Cut(f[0], "-")
		switch {
		case ok && len(f) >= 5:
			start, err := strconv.ParseUint(from, 16, 64)
			end, err2 := strconv.ParseUint(to, 16, 64)
			m := mapping{start: uintptr(start), end: uintptr(end), readOnly: strings.HasPrefix(f[1], "r-") && strings.HasSuffix(f[1], "p")}
			m.file = len(f) > 5 && strings.HasPrefix(f[5], "/") && err == nil && err2 == nil
			all = append(all, m)
		case len(all) > 0 && len(f) > 1 && tellsChange(f[0]) && f[1] != "0":
			all[len(all)-1].changed = true
		}
	}
	return all
}
