package source

// TooDeep tells whether brackets of JSON outside texts are nested more than most deep, so that a hostile
// file cannot use up the stack or memory.
func TooDeep(data []byte, most int) bool {
	depth, inText := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case inText:
		case c == '{' || c == '[':
			if depth++; depth > most {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}
