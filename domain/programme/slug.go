package programme

import "strings"

// Slug gives the letters a to z and digits of a name in lower case, with hyphens between the words:
// "lambeth-southwark-and-wandsworth". Codes are made of names in this way.
func Slug(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}
