package programme_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

// TestForms holds the forms of numbers, codes and addresses: what is written in brackets is how it is kept, and the last ones are refused.
func TestForms(t *testing.T) {
	tests := []struct {
		what    string
		form    func(string) (string, bool)
		kept    map[string]string
		refused []string
	}{
		{"charity number", programme.CharityNumber,
			map[string]string{"1001957": "1001957", " 515 755 ": "515755", "sc009481": "SC009481", "NIC100012": "NIC100012", "1155232-1": "1155232-1"},
			[]string{"12345", "12345678", "SC12345", "SYN00001", "", "1001957\x00", "１００１９５７"}},
		{"company number", programme.CompanyNumber,
			map[string]string{"02580377": "02580377", "oc301540": "OC301540", "IP12345R": "IP12345R", "SC 123456": "SC123456"},
			[]string{"2580377", "025803777", "O1234567", ""}},
		{"ODS code", programme.ODSCode, map[string]string{"rw1": "RW1", "8HJ36": "8HJ36"}, []string{"R1", "RW1-A", "ABCDEFGHIJK", ""}},
		{"CQC id", programme.CQCID, map[string]string{"1-101643521": "1-101643521", "rw1": "RW1"}, []string{"1101643521", "1-12345", "1_101643521", ""}},
		{"postcode", programme.Postcode,
			map[string]string{"n19ag": "N1 9AG", "SW1A 1AA": "SW1A 1AA", "m1 1ae": "M1 1AE", " EC1A1BB ": "EC1A 1BB", "B33 8TH": "B33 8TH", "ZZ1 0ZZ": "ZZ1 0ZZ", "gir 0aa": "GIR 0AA"},
			[]string{"N1", "N1 9A", "N1 9AGX", "12345", "N1 9CI", ""}},
		{"telephone", programme.Telephone,
			map[string]string{"020 7946 0000": "020 7946 0000", "+44 (0)20  7946-0000": "+44 (0)20 7946-0000", "111": "111", "020 7946 0000 ext 12": "020 7946 0000 ext 12", "020 7946 0000 x12": "020 7946 0000 x12"},
			[]string{"11", "call us", "0207946000012345", "+", "020 7946 0000; 020 7946 0001", "", strings.Repeat("0 ", 30)}},
		{"email", programme.Email, map[string]string{" hello@example.org": "hello@example.org", "a.b+c@x.example": "a.b+c@x.example"},
			[]string{"hello", "hello@", "hello@localhost", "Hello <hello@example.org>", "a@b.example, c@d.example", "", "a b@example.org", strings.Repeat("a", 250) + "@b.example"}},
		{"website", programme.Website, map[string]string{" https://example.org/help?a=b": "https://example.org/help?a=b", "http://www.example.org": "http://www.example.org"},
			[]string{"example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https://localhost", "https://a:b@example.org", "https://example.org/a b", "", "https://example.org/" + strings.Repeat("a", 2000)}},
	}
	for _, tt := range tests {
		for text, want := range tt.kept {
			if got, ok := tt.form(text); !ok || got != want {
				t.Errorf("the %s %q is kept as %q, %t; want %q", tt.what, text, got, ok, want)
			}
			if again, ok := tt.form(want); !ok || again != want {
				t.Errorf("the %s %q is kept as %q, %t the second time", tt.what, want, again, ok)
			}
		}
		for _, text := range tt.refused {
			if got, ok := tt.form(text); ok {
				t.Errorf("the %s %q is kept as %q", tt.what, text, got)
			}
		}
	}
	for code, want := range map[string]bool{"pl": true, "PL": false, "pol": false, "": false, "p1": false} {
		if programme.Language(code) != want {
			t.Errorf("%q is a language: %t", code, !want)
		}
	}
}

func TestCheckHours(t *testing.T) {
	at := func(day, opens, closes string) programme.Hours {
		return programme.Hours{Weekday: day, Opens: opens, Closes: closes}
	}
	tests := []struct {
		what  string
		hours []programme.Hours
		want  string
	}{
		{"none", nil, "[]"},
		{"a day with a break, and one until midnight", []programme.Hours{at("MO", "09:00", "12:30"), at("MO", "12:30", "17:00"), at("SU", "00:00", "24:00")}, "[]"},
		{"no such day", []programme.Hours{at("mo", "09:00", "12:30")}, "[0 weekday]"},
		{"no such times", []programme.Hours{at("MO", "9:00", "25:00"), at("TU", "24:00", "09:60")}, "[0 opens 0 closes 1 opens 1 closes]"},
		{"closes before it opens", []programme.Hours{at("MO", "17:00", "09:00"), at("TU", "09:00", "09:00")}, "[0 closes 1 closes]"},
		{"overlaps", []programme.Hours{at("MO", "13:00", "17:00"), at("TU", "09:00", "17:00"), at("MO", "09:00", "13:01")}, "[2 opens]"},
	}
	for _, tt := range tests {
		got := []string{}
		for _, f := range programme.CheckHours(tt.hours) {
			got = append(got, fmt.Sprint(f.At, " ", f.Field))
			if f.Rule == "" {
				t.Errorf("%s: no rule", tt.what)
			}
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.what, got, tt.want)
		}
	}
	mixed := []programme.Hours{at("SU", "10:00", "11:00"), at("MO", "13:00", "17:00"), at("MO", "09:00", "12:00")}
	if got := programme.InOrder(mixed); !slices.Equal(got, []programme.Hours{mixed[2], mixed[1], mixed[0]}) {
		t.Errorf("in order %v", got)
	}
}

func TestDuplicates(t *testing.T) {
	b := programmetest.New()
	founded := programmetest.Days("2008-04-01", "")
	provider := func(code, name string, more func(*programme.Provider)) {
		p := &programme.Provider{Meta: programme.Meta{ID: "prv_" + code, Version: 1}, Code: code, Name: name, Valid: founded}
		if more != nil {
			more(p)
		}
		b.Records.Providers = append(b.Records.Providers, p)
	}
	provider("a", "The Harbour Project Ltd.", func(p *programme.Provider) {
		p.Telephone, p.Website = "+44 (0)20 7946 0000", "https://www.harbour.example/help"
	})
	provider("b", "HARBOUR PROJECT", func(p *programme.Provider) { p.Telephone, p.CharityNumber = "020 7946 0000", "1001957" })
	provider("c", "Somebody else", func(p *programme.Provider) { p.Website, p.CharityNumber = "http://harbour.example", "1001957" })
	provider("d", "Nobody", func(p *programme.Provider) { p.Website = "https://www.facebook.com/nobody" })
	provider("e", "Anybody", func(p *programme.Provider) { p.Website = "https://facebook.com/anybody" })
	provider("f", "Harbour Project", func(p *programme.Provider) { p.Valid = programmetest.Days("2007-04-01", "2008-04-01") })
	g := b.Graph(t)
	told := func(day string) string {
		var all []string
		for _, d := range g.Duplicates(programmetest.Day(day)) {
			all = append(all, fmt.Sprint(d.First.Code, d.Second.Code, d.Grounds))
		}
		return strings.Join(all, " ")
	}
	if got := told("2009-04-30"); got != "ab[NAME TELEPHONE] ac[WEBSITE] bc[CHARITY_NUMBER]" {
		t.Errorf("duplicates %s", got)
	}
	if got := told("2008-03-31"); got != "" {
		t.Errorf("duplicates of one %s", got)
	}
}
