package main

import (
	"os"
	"strings"
	"testing"
)

// The manual page on Linux knows every option of the program.
func TestTheManualPageHasEveryOption(t *testing.T) {
	page, err := os.ReadFile("../../resources/linux/stillnight.1")
	if err != nil {
		t.Fatal(err)
	}
	for name := range flagWords {
		if !strings.Contains(string(page), "\n.B \\-\\-"+name+"\n") && !strings.Contains(string(page), "\n.BI \\-\\-"+name+" ") {
			t.Errorf("the manual page lacks --%s", name)
		}
	}
}
