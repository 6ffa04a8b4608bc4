package main

import (
	"bufio"
	"bytes"
	"os"
	"strings"
	"testing"
)

const memoryList = `00403000-014d6000 r-xp 00003000 fe:00 12304431                           /usr/bin/stillnight
Rss:               17228 kB
Shared_Dirty:          0 kB
Private_Dirty:         0 kB
VmFlags: rd ex mr mw me
0284d000-030a7000 rw-p 0244d000 fe:00 12304431                           /usr/bin/stillnight
Shared_Dirty:          0 kB
Private_Dirty:       408 kB
08082000-0a2f9000 rw-p 00000000 00:00 0                                  [heap]
Private_Dirty:     24160 kB
26475b400000-264760c00000 r--p 00000000 00:00 0
Private_Dirty:         0 kB
7ff11197d000-7ff11219b000 r--p 0677c000 fe:00 325977                     /usr/lib/a folder/libLLVM.so
Private_Dirty:      8292 kB
7ff112300000-7ff112400000 r--p 0677c000 fe:00 325978                     /usr/lib/swapped.so
Private_Dirty:         0 kB
Swap:                 12 kB
7ff112400000-7ff112500000 r--p 0677c000 fe:00 325979                     /usr/lib/copied.so
Private_Dirty:         0 kB
Anonymous:             4 kB
7ff128079000-7ff128455000 r--s 00000000 00:01 426027                     /SYSV00000000 (deleted)
Private_Dirty:         0 kB
`

func TestOnlyUnchangedFilesAreGivenBack(t *testing.T) {
	var gone []uintptr
	for _, m := range mapped(bufio.NewScanner(strings.NewReader(memoryList))) {
		if m.file && m.readOnly && !m.changed {
			gone = append(gone, m.start)
		}
	}
	if len(gone) != 1 || gone[0] != 0x403000 {
		t.Errorf("gives back %x", gone)
	}
}

func TestNothingIsLostByGivingBack(t *testing.T) {
	before := resident(t)
	for range 3 {
		giveBack()
	}
	list, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	if !bytes.Contains(list, []byte("r-xp")) {
		t.Error("no program text is mapped any more")
	}
	if after := resident(t); after >= before {
		t.Errorf("%s kB resident before, %s after", before, after)
	}
	if flagWords["diary"] == "" {
		t.Error("what the program holds is lost")
	}
}

// resident is what /proc says of this process, in kB, as text of one width.
func resident(t *testing.T) string {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB"))
			return strings.Repeat("0", max(0, 12-len(value))) + value
		}
	}
	t.Fatal("no VmRSS")
	return ""
}
