// Package help is the in-program help: topics in plain words, searched as one types, all offline. Its
// words are in the translations under "help.".
package help
