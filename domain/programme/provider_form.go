package programme

import (
	"net/mail"
	"net/url"
	"regexp"
	"strings"
)

var (
	charityNumber = regexp.MustCompile(`^([0-9]{6,7}(-[0-9]{1,4})?|SC[0-9]{6}|NIC[0-9]{6})$`)
	companyNumber = regexp.MustCompile(`^([0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z]{2}[0-9]{5}[A-Z])$`)
	odsCode       = regexp.MustCompile(`^[A-Z0-9]{3,10}$`)
	cqcID         = regexp.MustCompile(`^([0-9]-[0-9]{6,12}|[A-Z0-9]{3,5})$`)
	postcode      = regexp.MustCompile(`^(GIR|[A-Z]{1,2}[0-9]{1,2}|[A-Z]{1,2}[0-9][A-Z])([0-9][ABD-HJLNP-UW-Z]{2})$`)
	telephone     = regexp.MustCompile(`^\+?[0-9(][0-9() -]*( (ext|x)\.? ?[0-9]{1,6})?$`)
	language      = regexp.MustCompile(`^[a-z]{2}$`)
)

// bare takes out the blanks and writes capitals.
func bare(text string) string { return strings.ToUpper(strings.Join(strings.Fields(text), "")) }

// CharityNumber gives the number of a charity as it is kept, without blanks and in capitals; ok is false when it has not the form of one: of
// England and Wales 6 or 7 digits and perhaps the number of a linked charity (1155232-1), of Scotland SC and 6 digits, of Northern Ireland NIC and 6 digits.
func CharityNumber(text string) (number string, ok bool) {
	number = bare(text)
	return number, charityNumber.MatchString(number)
}

// CompanyNumber gives the number of a company as it is kept, in capitals; ok is false when it has not the form of one: 8 digits, or 2 letters and 6
// digits, of which a society may have a letter for the last.
func CompanyNumber(text string) (number string, ok bool) {
	number = bare(text)
	return number, companyNumber.MatchString(number)
}

// ODSCode gives a code of the NHS's Organisation Data Service as it is kept, in capitals; ok is false when it has not 3 to 10 letters and digits.
func ODSCode(text string) (code string, ok bool) {
	code = bare(text)
	return code, odsCode.MatchString(code)
}

// CQCID gives a provider's id of the Care Quality Commission as it is kept; ok is false when it is neither a digit, a hyphen and 6 to 12 digits
// (1-101643521) nor, of a trust, its code in the NHS.
func CQCID(text string) (id string, ok bool) {
	id = bare(text)
	return id, cqcID.MatchString(id)
}

// Postcode gives a postcode as it is written, in capitals and with one blank before the last three characters; ok is false when it has not the form of
// one of the United Kingdom.
func Postcode(text string) (code string, ok bool) {
	parts := postcode.FindStringSubmatch(bare(text))
	if parts == nil {
		return "", false
	}
	return parts[1] + " " + parts[2], true
}

// maxTelephone, maxEmail and maxWebsite are lengths in characters.
const (
	maxTelephone = 40
	maxEmail     = 254
	maxWebsite   = 2000
)

// Telephone gives a number as it was written, with single blanks; ok is false unless it has 3 to 15 digits with blanks, hyphens and brackets
// between them, perhaps a plus before and an extension behind.
func Telephone(text string) (number string, ok bool) {
	number = strings.Join(strings.Fields(text), " ")
	digits := len(onlyDigits(strings.SplitN(strings.ToLower(number), "x", 2)[0]))
	return number, len(number) <= maxTelephone && telephone.MatchString(strings.ToLower(number)) && digits >= 3 && digits <= 15
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// Email gives an email address as it was written; ok is false when it is no address alone, such as hello@example.org.
func Email(text string) (address string, ok bool) {
	address = strings.TrimSpace(text)
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || parsed.Name != "" || len(address) > maxEmail {
		return address, false
	}
	_, host, _ := strings.Cut(address, "@")
	return address, strings.Contains(host, ".")
}

// Website gives an address on the web as it was written; ok is false unless it is one of http or https with a host and without a password.
func Website(text string) (address string, ok bool) {
	address = strings.TrimSpace(text)
	u, err := url.Parse(address)
	return address, err == nil && len(address) <= maxWebsite && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil &&
		strings.Contains(u.Hostname(), ".") && !strings.ContainsAny(address, " \t\r\n")
}

// Language tells whether a text has the form of a code of ISO 639-1: two small letters.
func Language(code string) bool { return language.MatchString(code) }
