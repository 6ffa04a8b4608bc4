package store

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Explain puts an error of this package into a sentence that says what happened, that what was typed is
// safe where it is, and what one can do.
func Explain(l *i18n.Localizer, err error) string {
	var backup *BackupError
	if errors.As(err, &backup) {
		return l.T("store.error.backup", "folder", backup.Folder, "reason", explainCause(l, backup.Err))
	}
	return explainCause(l, err)
}

func explainCause(l *i18n.Localizer, err error) string {
	var damaged *DamagedError
	var fields diary.FieldErrors
	var left *PlainLeftError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &left):
		return left.words(l)
	case errors.As(err, &damaged):
		return l.T("store.error.damaged")
	case errors.As(err, &fields):
		return l.T("store.error.not_valid")
	case errors.Is(err, ErrInUse):
		return l.T("store.error.in_use")
	case errors.Is(err, ErrBusy):
		return l.T("store.error.busy")
	case errors.Is(err, ErrNewer):
		return l.T("store.error.newer")
	case errors.Is(err, ErrReadOnly):
		return l.T("store.error.read_only")
	case errors.Is(err, ErrPermission):
		return l.T("store.error.permission")
	case errors.Is(err, ErrDiskFull):
		return l.T("store.error.disk_full")
	case errors.Is(err, ErrFolderGone):
		return l.T("store.error.folder_gone")
	case errors.Is(err, ErrNotConnected):
		return l.T("store.error.not_connected")
	case errors.Is(err, ErrNameTooLong):
		return l.T("store.error.name_too_long")
	case errors.Is(err, ErrNotFound):
		return l.T("store.error.not_found")
	case errors.Is(err, ErrReplaced):
		return l.T("store.error.replaced")
	case errors.Is(err, ErrNotADiary):
		return l.T("store.error.not_a_diary")
	case errors.Is(err, ErrPassphrase):
		return l.T("store.error.passphrase")
	case errors.Is(err, ErrDisk):
		return l.T("store.error.disk")
	case errors.Is(err, ErrNothingToUndo):
		return l.T("store.error.nothing_to_undo")
	case errors.Is(err, ErrTooLarge):
		return l.T("store.error.too_large")
	case errors.Is(err, ErrClosed):
		return l.T("store.error.closed")
	case errors.Is(err, fs.ErrExist):
		return l.T("store.error.exists")
	case errors.Is(err, context.Canceled):
		return l.T("store.error.canceled")
	default:
		if meaning := systemMeaning(err); meaning != nil {
			return explainCause(l, meaning)
		}
		return l.T("store.error.other", "detail", err.Error())
	}
}

func (e *PlainLeftError) words(l *i18n.Localizer) string {
	var texts []string
	if len(e.Paths) > 0 {
		texts = append(texts, l.T("store.error.plain_left", "paths", e.list()))
	}
	if e.Linked {
		texts = append(texts, l.T("store.error.linked"))
	}
	return strings.Join(texts, " ")
}

// Words says what the step did, in the user's language, to stand after "Undo:".
func (u UndoStep) Words(l *i18n.Localizer) string {
	args := make(map[string]string, len(u.Args))
	for name, value := range u.Args {
		args[name] = value
		if name == "date" {
			if d, err := diary.ParseDate(value); err == nil {
				args[name] = l.DateMedium(d)
			}
		}
	}
	if count, err := strconv.Atoi(u.Args["count"]); err == nil {
		return l.N(u.Key, count)
	}
	return l.T(u.Key, pairs(args)...)
}
