package session

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"stillnight/internal/i18n"
	"stillnight/internal/store"
)

func TestAFolderWithCopiesThatCannotBeLookedIntoIsToldOf(t *testing.T) {
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	gone := &store.BackupError{Folder: "/media/stick", Err: store.ErrFolderGone}
	said := strings.Join(unseen(l, errors.Join(fmt.Errorf("looking: %w", gone), store.ErrNewer)), "\n")
	if !strings.Contains(said, gone.Folder) || !strings.Contains(said, "drive or memory stick was taken out") {
		t.Errorf("said %q", said)
	}
	for _, other := range []error{nil, store.ErrNewer} {
		if said := unseen(l, other); said != nil {
			t.Errorf("of %v it is said %q", other, said)
		}
	}
}
