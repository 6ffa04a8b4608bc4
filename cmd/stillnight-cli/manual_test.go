package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestManualPageListsEveryOption keeps the manual page of the packages whole when an option is added.
func TestManualPageListsEveryOption(t *testing.T) {
	page, err := os.ReadFile("../../resources/linux/stillnight-cli.1")
	if err != nil {
		t.Fatal(err)
	}
	manual := strings.ReplaceAll(string(page), `\-`, "-")
	option := regexp.MustCompile(`(?m)^ +(--[a-z-]+)`)
	for _, c := range commands {
		if !strings.Contains(manual, "\n.SS "+c.name) {
			t.Errorf("the page has no section on %s", c.name)
		}
		var out, fault bytes.Buffer
		if code := run(t.Context(), []string{c.name, "--help", "--lang", "en"}, strings.NewReader(""), &out, &fault); code != exitGood {
			t.Fatalf("%s --help: exit %d: %s", c.name, code, fault.String())
		}
		found := option.FindAllStringSubmatch(out.String(), -1)
		if len(found) == 0 {
			t.Fatalf("%s --help lists no options:\n%s", c.name, out.String())
		}
		for _, m := range found {
			if !strings.Contains(manual, m[1]) {
				t.Errorf("the page lacks %s of %s", m[1], c.name)
			}
		}
	}
}
