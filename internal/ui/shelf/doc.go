// Package shelf keeps what the screens of an open diary have read and worked out together, as long as the diary
// holds the same: the second screen finds what the first has read, and a changed night is read by itself. It
// knows no widgets.
package shelf
