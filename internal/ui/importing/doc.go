// Package importing brings a file into the diary: another diary, a JSON export, or a table of nights. It
// shows what it understood, asks what it cannot know, and writes nothing before the user agrees; the
// import is one step that can be undone.
package importing
