package dataset

import (
	"strings"
	"testing"

	"waymark/domain/agreement"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

func TestDemoAgreements(t *testing.T) {
	r := reference(t)
	demo, err := Demo(r)
	if err != nil {
		t.Fatal(err)
	}
	all, err := DemoAgreements(r.With(demo))
	if err != nil {
		t.Fatal(err)
	}
	forms := map[document.Kind]*document.Template{}
	for _, template := range r.Templates {
		if forms[template.Document], err = document.Parse(template.Content); err != nil {
			t.Fatal(err)
		}
	}
	ids, states, kinds := map[string]bool{}, map[signoff.State]int{}, map[document.Kind]int{}
	pairs := map[[2]string][]*agreement.Agreement{}
	for _, a := range all {
		if ids[a.ID] || !a.Synthetic {
			t.Errorf("%s: comes twice %t, synthetic %t", a.ID, ids[a.ID], a.Synthetic)
		}
		ids[a.ID] = true
		states[a.State]++
		kinds[a.Kind]++
		if got := a.Steps.On(agreedBy); got != a.State || a.Unpublished == a.State.Published() {
			t.Errorf("%s is %s and by its steps %s; unpublished %t", a.ID, a.State, got, a.Unpublished)
		}
		if err := a.Missing(forms[a.Kind]); err != nil {
			t.Errorf("%s: %v", a.ID, err)
		}
		for _, x := range a.Document(forms[a.Kind]).Signatures {
			if missing := len(a.Document(forms[a.Kind]).Unsigned(x)) > 0; x.Required && missing && a.State.Published() {
				t.Errorf("%s is %s without the signature %s", a.ID, a.State, x.Code)
			}
		}
		if !strings.HasPrefix(a.Title, "Synthetic") || !strings.HasPrefix(a.Terms, "Synthetic") || a.Shared != nil && !strings.HasPrefix(a.LegalBasis, "Synthetic") {
			t.Errorf("%s does not say that it is synthetic: %+v", a.ID, a.Content)
		}
		pair := [2]string{a.DistrictID, a.PartnershipID}
		if a.Written() && agreement.InPreparation(pairs[pair], a.Kind) != nil || a.State.InForce() && agreement.Clash(pairs[pair], a.Series, a.Kind, a.Valid) != nil {
			t.Errorf("%s is another of its pair", a.ID)
		}
		pairs[pair] = append(pairs[pair], a)
	}
	for _, state := range signoff.States() {
		if states[state] == 0 && state != signoff.InDelivery {
			t.Errorf("none is %s: %v", state, states)
		}
	}
	g, err := programme.New(r.With(demo))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range agreement.Kinds() {
		district := func(id string) *programme.District {
			d, _ := programme.Lookup[*programme.District](g, id)
			return d
		}
		levels := map[agreement.Level]int{}
		for _, s := range agreement.Standings(agreement.Pairs(g.AllPartnerships(), district, all, kind, agreedBy), all, kind, agreedBy, forms[kind].Expiring) {
			levels[s.Level]++
		}
		for _, level := range agreement.Levels() {
			if levels[level] == 0 {
				t.Errorf("of %s no pair is %s: %v", kind, level, levels)
			}
		}
	}
	if len(all) < 100 || kinds[document.JobcentreAgreement] == 0 {
		t.Errorf("%d agreements: %v", len(all), kinds)
	}
}
