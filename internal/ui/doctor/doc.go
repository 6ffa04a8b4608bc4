// Package doctor is the screen that makes the pages for the doctor: what is to be on them, a preview of
// the real pages, printing and saving.
package doctor
