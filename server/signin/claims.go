package signin

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	maxSubject = 255          // bytes; OpenID Connect Core, section 2
	maxMoment  = 253402300799 // the last second of the year 9999
	maxValues  = 1000         // of one claim
)

// header is what a token says of its own signature.
type header struct {
	Algorithm string `json:"alg"`
	Key       string `json:"kid"`
	Type      string `json:"typ"`
}

// peek reads the header of a token and the issuer that it names, neither of which is to be believed yet.
func peek(token string) (header, string, error) {
	malformed := refused("the token is not a signed JWT")
	var h header
	if len(token) > maxToken {
		return h, "", refused("the token is longer than 16 KiB")
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return h, "", malformed
	}
	var c claims
	for i, into := range []any{&h, &c} {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil || json.Unmarshal(text, into) != nil {
			return h, "", malformed
		}
	}
	issuer, _ := c.text("iss")
	switch {
	case !slices.Contains(algorithms, h.Algorithm):
		return h, "", refused("the token is not signed in a way that is accepted here: RS256, PS256, ES256, EdDSA")
	case !slices.Contains([]string{"", "jwt", "at+jwt", "application/at+jwt"}, strings.ToLower(h.Type)):
		return h, "", refused("the token is of a kind that signs nobody in")
	case issuer == "":
		return h, "", refused("the token does not name its issuer")
	}
	return h, issuer, nil
}

// claims are what a token says, by the exact name of each.
type claims map[string]json.RawMessage

func (c claims) text(name string) (string, bool) {
	var s *string
	if json.Unmarshal(c[name], &s) != nil || s == nil {
		return "", false
	}
	return *s, true
}

// texts gives the strings of a claim that is one or a list of them; whatever else it is holds none.
func (c claims) texts(name string) []string {
	if one, is := c.text(name); is {
		return []string{one}
	}
	var all []any
	if json.Unmarshal(c[name], &all) != nil || len(all) > maxValues {
		return nil
	}
	texts := make([]string, 0, len(all))
	for _, value := range all {
		if s, is := value.(string); is {
			texts = append(texts, s)
		}
	}
	return texts
}

// find gives the strings of a claim by its name or, where no claim has it, by the names on the way to it with dots between.
func (c claims) find(name string) []string {
	if _, told := c[name]; told {
		return c.texts(name)
	}
	outer, rest, nested := strings.Cut(name, ".")
	var inner claims
	if !nested || json.Unmarshal(c[outer], &inner) != nil {
		return nil
	}
	return inner.find(rest)
}

// moment gives a time in seconds since 1970. A claim that is not there is not told; one that is no such number is not ok.
func (c claims) moment(name string) (at time.Time, told, ok bool) {
	text, told := c[name]
	if !told {
		return time.Time{}, false, true
	}
	var seconds *float64
	if json.Unmarshal(text, &seconds) != nil || seconds == nil || *seconds < 0 || *seconds > maxMoment {
		return time.Time{}, true, false
	}
	return time.Unix(int64(*seconds), 0), true, true
}

// subject gives who the token is about.
func (c claims) subject() (string, error) {
	s, is := c.text("sub")
	switch {
	case !is || s == "":
		return "", refused("the token does not say whom it is about: sub must be a text")
	case len(s) > maxSubject:
		return "", refused("the sub of the token is longer than 255 bytes")
	case strings.ContainsFunc(s, func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }):
		return "", refused("the sub of the token holds characters that cannot be written")
	}
	return s, nil
}
