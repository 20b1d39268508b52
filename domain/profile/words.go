package profile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/domain/decimal"
)

// clause makes a clause of a sentence: no full stop, and a small first letter unless the word is an abbreviation.
func clause(sentence string) string {
	text := strings.TrimSuffix(sentence, ".")
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	if second, _ := utf8.DecodeRuneInString(text[size:]); unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// sentence makes a sentence of an error.
func sentence(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

// list writes words as in a sentence: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// amount writes a number that is not below nought as it is printed: "2,788.5".
func amount(d decimal.Decimal) string {
	whole, fraction, dotted := strings.Cut(d.String(), ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if dotted {
		whole += "." + fraction
	}
	return whole
}
