// Package secrettest counts, for tests alone, what is left in the memory of the process.
package secrettest

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

// Text is a text that stands nowhere in the program: it is stored in another form, so that looking for it leaves
// no further copy of it. Each number gives another text of 24 bytes.
func Text(number byte) string {
	b := bytes.Clone(coded)
	for i := range b {
		b[i] ^= number
	}
	return string(b)
}

var coded = []byte("\x91\xa2\xb3\x84\x95\xa6\xb7\x88\x99\xaa\xbb\x8c\x9d\xae\xbf\x80\x91\xb2\xb3\x94\x85\x96\xa7\xb8")

// Copies counts how often the text of a number stands in the memory of this process.
func Copies(t testing.TB, number byte) (n int) {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Skip(err)
	}
	mem, err := os.Open("/proc/self/mem")
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = mem.Close() }()
	// Not from the heap, which is looked at.
	window, err := syscall.Mmap(-1, 0, 1<<20, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Munmap(window) }()
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		var mode string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &mode); err != nil || !strings.HasPrefix(mode, "rw") {
			continue
		}
		for at := from; at < to; at += int64(len(window) - len(coded) + 1) {
			got, err := mem.ReadAt(window[:min(int64(len(window)), to-at)], at)
			if err != nil && got == 0 {
				break
			}
			n += count(window[:got], number)
			clear(window)
		}
	}
	return n
}

func count(b []byte, number byte) (n int) {
	first := coded[0] ^ number
	for {
		i := bytes.IndexByte(b, first)
		if i < 0 || i+len(coded) > len(b) {
			return n
		}
		same := true
		for j, c := range coded {
			same = same && b[i+j] == c^number
		}
		if same {
			n++
		}
		b = b[i+1:]
	}
}
