package report

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"stillnight/internal/compare"
)

// hashVariable asks the test, run by itself as a program of its own, for the hash of a report alone.
const hashVariable = "STILLNIGHT_TEST_REPORT_HASH"

// The same diary, options and date give the same bytes, in whatever time zone and language the computer is.
func TestBytesDoNotDependOnTheComputer(t *testing.T) {
	if os.Getenv(hashVariable) != "" {
		o := options(t)
		o.Notes, o.Outcomes, o.Questions = true, compare.Outcomes, "Is this right?"
		fmt.Printf("hash %x\n", sha256.Sum256(build(t, sample(t), o)))
		return
	}
	hashes := map[string][]string{}
	for _, env := range [][]string{
		{"TZ=UTC", "LANG=C", "LC_ALL=C"},
		{"TZ=Pacific/Auckland", "LANG=de_DE.UTF-8", "LC_ALL=de_DE.UTF-8"},
		{"TZ=America/Los_Angeles", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"},
	} {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(append(os.Environ(), env...), hashVariable+"=1", "USER=someone", "HOME="+t.TempDir())
		said, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", env, err, said)
		}
		_, hash, found := strings.Cut(string(said), "hash ")
		if !found {
			t.Fatalf("%v: %s", env, said)
		}
		hash, _, _ = strings.Cut(hash, "\n")
		hashes[hash] = append(hashes[hash], env[0])
	}
	if len(hashes) != 1 {
		t.Errorf("%v", hashes)
	}
}
