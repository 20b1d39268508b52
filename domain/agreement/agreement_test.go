package agreement_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waymark/domain/agreement"
	"waymark/domain/audit"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
	"waymark/domain/workflow"
)

const kind = document.JobcentreAgreement

func day(text string) calendar.Date { return calendar.MustParse(text) }

func took(do signoff.Action, on string) signoff.Step {
	return signoff.Step{Step: workflow.Step[signoff.Action]{Do: do, By: "ann", On: day(on)}}
}

// agreed gives one for a period that was agreed on a day, and what was done to it after that.
func agreed(id, from, to, on string, then ...signoff.Step) *agreement.Agreement {
	a := &agreement.Agreement{Meta: programme.Meta{ID: id}, Series: id, Edition: 1, Kind: kind, Valid: calendar.Between(day(from), day(to)),
		Steps: append(signoff.Steps{took(signoff.ToStart, "2008-01-01"), took(signoff.ToAgree, on)}, then...)}
	a.State = a.Steps.On(day("2100-01-01"))
	return a
}

func draft(id, from string) *agreement.Agreement {
	return &agreement.Agreement{Meta: programme.Meta{ID: id}, Series: id, Edition: 1, Kind: kind, State: signoff.Draft, Unpublished: true,
		Valid: calendar.Open(day(from)), Steps: signoff.Steps{took(signoff.ToStart, "2009-03-01")}}
}

func tell(s agreement.Standing) string {
	name := func(a *agreement.Agreement) string {
		if a == nil {
			return "-"
		}
		return a.ID
	}
	number := func(n *int) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}
	return fmt.Sprintf("%s %s %s %s %s", s.Level, name(s.Agreement), name(s.Coming), number(s.Left), number(s.Over))
}

// TestStand tells how a pair stands: the level, which agreement, what is coming, days left and days over.
func TestStand(t *testing.T) {
	const today = "2009-04-30"
	year := func(then ...signoff.Step) *agreement.Agreement {
		return agreed("year", "2009-04-01", "2010-04-01", "2009-03-20", then...)
	}
	reviewed := year()
	reviewed.ReviewOn, reviewed.Reviews = new(day("2009-04-10")), []agreement.Review{{On: day("2009-04-20"), Next: new(day("2009-10-01"))}}
	overdue := year()
	overdue.ReviewOn = new(day("2009-04-10"))
	today30 := year()
	today30.ReviewOn = new(day(today))
	both := agreed("both", "2008-05-15", "2009-05-15", "2008-05-01")
	both.ReviewOn = new(day("2009-01-01"))
	protocol := year()
	protocol.Kind = document.SharingProtocol
	for name, c := range map[string]struct {
		all  []*agreement.Agreement
		want string
	}{
		"nothing":                                  {nil, "NONE - - - -"},
		"of another kind":                          {[]*agreement.Agreement{protocol}, "NONE - - - -"},
		"a draft":                                  {[]*agreement.Agreement{draft("d", "2009-06-01")}, "IN_PREPARATION d - - -"},
		"one for later":                            {[]*agreement.Agreement{agreed("later", "2009-06-01", "2010-06-01", "2009-04-01")}, "IN_PREPARATION later - - -"},
		"in force":                                 {[]*agreement.Agreement{year()}, "HELD year - 336 -"},
		"in force and being revised":               {[]*agreement.Agreement{draft("d", "2009-04-01"), year()}, "HELD year d 336 -"},
		"ends the day after the 60th":              {[]*agreement.Agreement{agreed("a", "2008-06-30", "2009-06-30", "2008-06-01")}, "HELD a - 61 -"},
		"ends on the 60th day":                     {[]*agreement.Agreement{agreed("a", "2008-06-29", "2009-06-29", "2008-06-01")}, "EXPIRING a - 60 -"},
		"ends tomorrow":                            {[]*agreement.Agreement{agreed("a", "2008-05-01", "2009-05-01", "2008-06-01")}, "EXPIRING a - 1 -"},
		"ends soon and its follower is written":    {[]*agreement.Agreement{agreed("a", "2008-05-15", "2009-05-15", "2008-06-01"), draft("d", "2009-05-15")}, "EXPIRING a d 15 -"},
		"ends soon and its follower is agreed":     {[]*agreement.Agreement{agreed("a", "2008-05-15", "2009-05-15", "2008-06-01"), agreed("b", "2009-05-15", "2010-05-15", "2009-04-01")}, "HELD a b 15 -"},
		"ends soon and another is agreed too late": {[]*agreement.Agreement{agreed("a", "2008-05-15", "2009-05-15", "2008-06-01"), agreed("b", "2009-05-16", "2010-05-15", "2009-04-01")}, "EXPIRING a b 15 -"},
		"ended today":                              {[]*agreement.Agreement{agreed("a", "2008-04-30", today, "2008-06-01")}, "LAPSED a - - 0"},
		"ended twice":                              {[]*agreement.Agreement{agreed("a", "2008-04-01", "2009-04-01", "2008-03-01"), agreed("b", "2007-04-01", "2008-04-01", "2007-03-01")}, "LAPSED a - - 29"},
		"ended and being renewed":                  {[]*agreement.Agreement{agreed("a", "2008-04-01", "2009-04-01", "2008-03-01"), draft("d", "2009-06-01")}, "LAPSED a d - 29"},
		"closed":                                   {[]*agreement.Agreement{year(took(signoff.ToClose, "2009-04-20"))}, "LAPSED year - - 10"},
		"closed tomorrow":                          {[]*agreement.Agreement{year(took(signoff.ToClose, "2009-05-01"))}, "HELD year - 336 -"},
		"closed before it began":                   {[]*agreement.Agreement{year(took(signoff.ToClose, "2009-03-25"))}, "NONE - - - -"},
		"superseded":                               {[]*agreement.Agreement{year(took(signoff.ToSupersede, "2009-04-20")), agreed("b", "2009-04-01", "2010-04-01", "2009-04-20")}, "HELD b - 336 -"},
		"agreed tomorrow":                          {[]*agreement.Agreement{agreed("a", "2009-04-01", "2010-04-01", "2009-05-01")}, "IN_PREPARATION a - - -"},
		"to be reviewed by today":                  {[]*agreement.Agreement{today30}, "HELD year - 336 -"},
		"not reviewed":                             {[]*agreement.Agreement{overdue}, "REVIEW_OVERDUE year - 336 20"},
		"reviewed":                                 {[]*agreement.Agreement{reviewed}, "HELD year - 336 -"},
		"not reviewed and ends soon":               {[]*agreement.Agreement{both}, "EXPIRING both - 15 -"},
	} {
		r := rand.New(rand.NewPCG(6, 4))
		for range 3 {
			if got := tell(agreement.Stand(c.all, kind, day(today), 60)); got != c.want {
				t.Errorf("%s: %s, want %s", name, got, c.want)
			}
			r.Shuffle(len(c.all), func(i, j int) { c.all[i], c.all[j] = c.all[j], c.all[i] }) // the order is nothing to it
		}
	}
}

// TestEveryDayHasOneLevel walks the days of a pair's agreements: in force and lapsed days are those of the periods, and a lapse counts on.
func TestEveryDayHasOneLevel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	for range 200 {
		start := day("2008-01-01")
		var all []*agreement.Agreement
		from := start.AddDays(r.IntN(50))
		for i := range 4 {
			to := from.AddDays(1 + r.IntN(100))
			a := agreed(fmt.Sprint(i), from.String(), to.String(), from.AddDays(-r.IntN(20)).String())
			all, from = append(all, a), to.AddDays(r.IntN(30))
		}
		held := false
		for n := range 500 {
			on := start.AddDays(n)
			s := agreement.Stand(all, kind, on, 30)
			in := slices.IndexFunc(all, func(a *agreement.Agreement) bool { return a.Valid.Contains(on) && !a.Steps[1].On.After(on) })
			held = held || in >= 0
			switch {
			case in >= 0 && (s.Agreement != all[in] || s.Level != agreement.Held && s.Level != agreement.Expiring || *s.Left != all[in].Valid.To.DaysSince(on)):
				t.Fatalf("on %s: %s, want %d", on, tell(s), in)
			case in < 0 && held && (s.Level != agreement.Lapsed || *s.Over != on.DaysSince(*s.Agreement.Valid.To)):
				t.Fatalf("on %s: %s", on, tell(s))
			case in < 0 && !held && s.Level != agreement.None && s.Level != agreement.Preparation:
				t.Fatalf("on %s: %s", on, tell(s))
			}
			if !slices.Contains(agreement.Levels(), s.Level) {
				t.Fatalf("on %s: %s", on, s.Level)
			}
		}
	}
}

func TestWhatIsMissing(t *testing.T) {
	form := &document.Template{Months: 12}
	full := agreement.Agreement{Kind: kind, Valid: calendar.Between(day("2009-04-01"), day("2010-04-01")), ReviewOn: new(day("2009-10-01")), Content: agreement.Content{
		Parties: []document.Member{{Role: "Jobcentres", Organisation: "A"}, {Role: "Provider", Organisation: "B"}}, Terms: "Both."}}
	for name, c := range map[string]struct {
		change func(*agreement.Agreement)
		want   string
	}{
		"nothing":                  {func(*agreement.Agreement) {}, ""},
		"everything":               {func(a *agreement.Agreement) { *a = agreement.Agreement{Kind: kind} }, "parties terms to reviewOn"},
		"everything of a protocol": {func(a *agreement.Agreement) { *a = agreement.Agreement{Kind: document.SharingProtocol} }, "parties terms shared legalBasis to reviewOn"},
		"one party":                {func(a *agreement.Agreement) { a.Parties = a.Parties[:1] }, "parties"},
		"a day more than a year":   {func(a *agreement.Agreement) { a.Valid.To = new(day("2010-04-02")) }, "to"},
		"shared":                   {func(a *agreement.Agreement) { a.Shared = []agreement.Item{{Item: "x"}} }, "legalBasis"},
		"shared with consent":      {func(a *agreement.Agreement) { a.Shared = []agreement.Item{{Item: "x"}, {Item: "y", Consent: true}} }, "legalBasis consentForm"},
	} {
		a := full
		c.change(&a)
		var fields []string
		found, _ := fault.All(a.Missing(form))
		for _, f := range found {
			if f.Code != fault.Invalid {
				t.Errorf("%s: %v", name, f)
			}
			fields = append(fields, strings.Join(f.Path, "."))
		}
		if got := strings.Join(fields, " "); got != c.want {
			t.Errorf("without %s: %s, want %s", name, got, c.want)
		}
	}
}

// TestNextPeriods renews agreements: a year follows a year, leap years and all.
func TestNextPeriods(t *testing.T) {
	for _, c := range [][3]string{
		{"2009-04-01/2010-04-01", "2010-02-01", "2010-04-01 until 2011-04-01"},
		{"2009-04-01/2010-04-01", "2010-04-01", "2010-04-01 until 2011-04-01"},
		{"2009-04-01/2010-04-01", "2010-06-15", "2010-06-15 until 2011-06-15"},
		{"2007-04-01/2009-04-01", "2008-01-01", "2009-04-01 until 2011-04-01"},
		{"2009-01-01/2009-02-01", "2009-01-15", "2009-02-01 until 2009-03-04"},
		{"2007-02-28/2008-02-29", "2008-01-01", "2008-02-29 until 2009-03-01"},
	} {
		from, to, _ := strings.Cut(c[0], "/")
		a := agreed("a", from, to, from)
		next := a.NextPeriod(day(c[1]))
		if got := fmt.Sprintf("%s until %s", next.From, next.To); got != c[2] {
			t.Errorf("%s on %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
	closed := agreed("a", "2009-04-01", "2010-04-01", "2009-04-01", took(signoff.ToClose, "2009-09-01"))
	if next := closed.NextPeriod(day("2009-09-01")); next.From != day("2009-09-01") || *next.To != day("2010-09-01") {
		t.Errorf("after it was closed: %s", next)
	}
	open := agreed("a", "2009-04-01", "2010-04-01", "2009-04-01")
	open.Valid.To = nil
	if next := open.NextPeriod(day("2009-09-01")); next.To != nil {
		t.Errorf("without an end: %s", next)
	}
}

// TestLineage renews and revises an agreement, and looks that neither shares anything with it.
func TestLineage(t *testing.T) {
	a := agreed("a", "2009-04-01", "2010-04-01", "2009-03-20")
	a.ReviewOn, a.Parties, a.Writers, a.Changed = new(day("2009-10-01")), []document.Member{{Role: "r"}}, []string{"ann"}, 1
	renewed := a.Renew("b", "tpl", a.NextPeriod(day("2009-12-01")), took(signoff.ToCarry, "2009-12-01"))
	if renewed.Series != "b" || renewed.Edition != 1 || renewed.CarriedFrom != "a" || renewed.State != signoff.Draft || *renewed.ReviewOn != day("2010-10-01") || renewed.TemplateID != "tpl" ||
		fmt.Sprint(renewed.Writers) != "[ann]" || renewed.Changed != 1 || !renewed.Unpublished {
		t.Errorf("renewed: %+v", renewed)
	}
	revised := a.Revise("c", 2, took(signoff.ToRevise, "2009-12-01"))
	if revised.Series != "a" || revised.Edition != 2 || revised.CarriedFrom != "a" || revised.Changed != 0 || revised.Writers != nil || *revised.ReviewOn != *a.ReviewOn || !revised.Unpublished {
		t.Errorf("revised: %+v", revised)
	}
	renewed.Parties[0].Role, revised.Parties[0].Role = "x", "y"
	if a.Parties[0].Role != "r" {
		t.Errorf("what was carried is shared: %+v", a.Parties)
	}
	if got := revised.LastBy() + a.LastBy() + revised.ChangedBy(); got != "annann" {
		t.Errorf("changed last by %s", got)
	}
}

// TestSignaturesHold holds that what does not change in another edition needs no other signature.
func TestSignaturesHold(t *testing.T) {
	form := &document.Template{Signatures: []document.Signature{{Code: "CHAIR", Name: "the chair", Roles: []viewer.Role{viewer.PartnershipChair}, Required: true}}}
	a := agreed("a", "2009-04-01", "2010-04-01", "2009-03-20")
	a.Changed = 1
	a.Steps = slices.Insert(a.Steps, 1, signoff.Step{Step: workflow.Step[signoff.Action]{Do: signoff.ToSign, By: "bob", On: day("2009-03-10")}, As: "CHAIR"})
	step := took(signoff.ToRevise, "2009-05-01")
	step.Holds = a.Document(form).Holding()
	next := a.Revise("b", 2, step)
	if got := next.Document(form).Unsigned(form.Signatures[0]); len(got) > 0 {
		t.Errorf("what has not changed waits to be signed: %v", got)
	}
	next.Changed = len(next.Steps)
	if got := next.Document(form).Unsigned(form.Signatures[0]); fmt.Sprint(got) != "[b]" {
		t.Errorf("what has changed waits for %v", got)
	}
}

func TestClashes(t *testing.T) {
	all := []*agreement.Agreement{agreed("a", "2009-04-01", "2010-04-01", "2009-03-20"), draft("d", "2010-04-01"),
		agreed("c", "2010-04-01", "2011-04-01", "2010-03-20", took(signoff.ToClose, "2010-09-01"))}
	for _, c := range [][3]string{
		{"2010-03-31", "2010-04-01", "a"}, {"2008-04-01", "2009-04-01", ""}, {"2008-04-01", "2009-04-02", "a"}, {"2010-09-01", "2011-09-01", ""}, {"2010-08-31", "2011-09-01", "c"},
	} {
		got := ""
		if a := agreement.Clash(all, "new", kind, calendar.Between(day(c[0]), day(c[1]))); a != nil {
			got = a.ID
		}
		if got != c[2] {
			t.Errorf("from %s until %s clashes with %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if a := agreement.Clash(all, "a", kind, calendar.Between(day("2009-04-01"), day("2009-05-01"))); a != nil {
		t.Errorf("another edition clashes with %s", a.ID)
	}
	if a := agreement.InPreparation(all, kind); a != all[1] {
		t.Errorf("being written is %v", a)
	}
	if a := agreement.InPreparation(all, document.SharingProtocol); a != nil {
		t.Errorf("being written is %v", a)
	}
}

func TestPublished(t *testing.T) {
	for state, want := range map[string]bool{"DRAFT": false, "SIGNED": false, "AGREED": true, "CLOSED": true, "SUPERSEDED": true} {
		e := audit.Entry{Type: "Agreement", Changes: []audit.Change{{Field: "state", After: []byte(`"` + state + `"`)}}}
		if got := agreement.Published(e); got != want {
			t.Errorf("%s is published: %t", state, got)
		}
	}
	if agreement.Published(audit.Entry{Type: "Finding"}) {
		t.Error("a finding is no agreement")
	}
}
