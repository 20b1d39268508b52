package planning_test

import (
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

func TestPostFill(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := w.post("n1").Meta
		o := w.fill("n1", "Ann", "2009-03-02")
		holding, _ := programme.Lookup[*programme.Holding](w.graph(), o.Related[0])
		if o.ID != before.ID || o.On != day("2009-03-02") || holding.Coordinator.Name != "Ann" || holding.FTE != number("1") ||
			holding.Valid.To != nil || holding.LeavingReason != "" || holding.Version != 1 || holding.Synthetic {
			w.Errorf("outcome %+v with %+v", o, holding)
		}
		w.bumped(before)
		w.states("n1", "2008-12-31 NOT_FUNDED", "2009-03-01 VACANT", "2009-03-02 FILLED", "2011-03-31 FILLED", "2011-04-01 NOT_FUNDED")
		w.states("n2", "2009-03-02 VACANT")
	})
}

func TestPostFillForAKnownTime(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n1", "Ann", "2009-03-02", until("2009-06-01"))
		w.fill("n1", "Bob", "2009-06-01", until("2011-04-01"))
		w.states("n1", "2009-05-31 FILLED", "2009-06-01 FILLED")
		if h := w.post("n1").AllHoldings(); h[0].LeavingReason != programme.TermEnded || len(w.post("n1").Holdings(day("2009-06-01"))) != 1 {
			w.Errorf("holdings %+v", h)
		}
	})
}

func TestPostFillSharesAPost(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n1", "Ann", "2009-03-02", at("0.5"))
		w.fill("n1", "Bob", "2009-06-01") // all that is left
		if held := w.post("n1").Holdings(day("2009-06-01")); len(held) != 2 || held[1].FTE != number("0.5") {
			w.Errorf("holdings %+v", held)
		}
		w.fill("n2", "Ann", "2009-06-01", at("0.5")) // the other half of the person
		w.refusals([]refusal{
			{"third holder", func() (planning.Outcome, error) {
				return w.PostFill(w.ctx, w.post("n1").ID, planning.PostFillInput{ExpectedVersion: w.post("n1").Version,
					Coordinator: w.person("Cat"), From: day("2009-07-01"), FTE: new(number("0.1"))})
			}, []string{"INVALID input.from: wholly held in the period 2009-07-01 onwards"}},
			{"more than is free before another comes", func() (planning.Outcome, error) {
				return w.PostFill(w.ctx, w.post("n1").ID, planning.PostFillInput{ExpectedVersion: w.post("n1").Version,
					Coordinator: w.person("Cat"), From: day("2009-03-02"), To: new(day("2009-06-01")), FTE: new(number("0.6"))})
			}, []string{"INVALID input.fte: 0.5 of the post is free in the period 2009-03-02 to 2009-06-01, not 0.6"}},
			{"more than a person", func() (planning.Outcome, error) {
				return w.PostFill(w.ctx, w.post("s1").ID, planning.PostFillInput{ExpectedVersion: w.post("s1").Version,
					Coordinator: w.person("Ann"), From: day("2009-05-01"), FTE: new(number("0.2"))})
			}, []string{"INVALID input.coordinator: holds 1 full-time equivalent already in the period 2009-05-01 onwards and cannot take 0.2 more"}},
		})
	})
}

func TestPostFillConcludesTheOfferAndEndsTheCover(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.cover("n1", "Cat", "2009-02-01", "")
		w.done(w.PostOffer(w.ctx, w.post("n1").ID, planning.PostOfferInput{ExpectedVersion: w.post("n1").Version,
			Coordinator: new(w.person("Ann")), AcceptedOn: day("2009-02-10"), StartsOn: day("2009-03-02")}))
		w.fill("n1", "Ann", "2009-03-09")
		p := w.post("n1")
		if o := p.AllOffers()[0]; o.Valid.To == nil || *o.Valid.To != day("2009-03-09") || o.Withdrawn {
			w.Errorf("the offer is %+v", o)
		}
		if c := p.AllCovers()[0]; c.Valid.To == nil || *c.Valid.To != day("2009-03-09") {
			w.Errorf("the cover is %+v", c)
		}
		w.states("n1", "2009-02-09 COVERED", "2009-03-08 COVERED", "2009-03-09 FILLED")
	})
}

func TestPostFillAgainstAnOfferToAnother(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.done(w.PostOffer(w.ctx, w.post("n1").ID, planning.PostOfferInput{ExpectedVersion: w.post("n1").Version,
			Coordinator: new(w.person("Ann")), AcceptedOn: day("2009-02-10"), StartsOn: day("2009-06-01")}))
		w.refused(w.PostFill(w.ctx, w.post("n1").ID, planning.PostFillInput{ExpectedVersion: w.post("n1").Version,
			Coordinator: w.person("Bob"), From: day("2009-03-02")}))(
			"ILLEGAL_TRANSITION input.coordinator: an offer to another coordinator is pending since 2009-02-10; withdraw it first")
		w.fill("n1", "Bob", "2009-03-02", until("2009-06-01")) // is gone by then
		w.fill("n1", "Cat", "2009-06-01", at("0.4"))           // leaves room
		if o := w.post("n1").AllOffers()[0]; o.Valid.To != nil {
			w.Errorf("the offer of another is concluded: %+v", o)
		}
	})
}

func TestPostFillRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("e1", "Ann", "2009-03-02")
		w.cover("s1", "Bob", "2009-05-01", "2009-08-01")
		w.cover("n2", "Cat", "2009-05-01", "")
		fill := func(code, who, from string, more ...func(*planning.PostFillInput)) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in := planning.PostFillInput{ExpectedVersion: w.post(code).Version, Coordinator: who, From: day(from)}
				for _, m := range more {
					m(&in)
				}
				return w.PostFill(w.ctx, w.post(code).ID, in)
			}
		}
		ann, bob, cat := w.person("Ann"), w.person("Bob"), w.person("Cat")
		w.refusals([]refusal{
			{"held", fill("e1", bob, "2009-04-01"), []string{"INVALID input.from: 1 full-time equivalent, is wholly held in the period 2009-04-01 onwards"}},
			{"before somebody who comes later", fill("e1", bob, "2009-02-01"), []string{"INVALID input.from: wholly held in the period 2009-02-01 onwards"}},
			{"the same person again", fill("e1", ann, "2009-04-01"), []string{
				"INVALID input.from: wholly held", "INVALID input.coordinator: holds the post already, 2009-03-02 onwards"}},
			{"end on the first day", fill("n1", bob, "2009-04-01", until("2009-04-01")), []string{"INVALID input.to: the end, 2009-04-01, is not after the start, 2009-04-01"}},
			{"before funding", fill("n1", bob, "2008-12-31"), []string{"INVALID input.from: 2008-12-31 is not a day of the post's funding, 2009-01-01 to 2011-04-01"}},
			{"from the end of funding", fill("n1", bob, "2011-04-01"), []string{"INVALID input.from: 2011-04-01 is not a day of the post's funding"}},
			{"beyond funding", fill("n1", bob, "2009-04-01", until("2011-04-02")), []string{"INVALID input.to: 2011-04-02 lies after the end of the post's funding, 2011-04-01"}},
			{"busy elsewhere", fill("n1", ann, "2009-04-01", at("0.1")), []string{"INVALID input.coordinator: holds 1 full-time equivalent already"}},
			{"no full-time equivalent", fill("n1", bob, "2009-04-01", at("0")), []string{"INVALID input.fte: is above 0 and at most 1, not 0"}},
			{"covers it from the same day", fill("s1", bob, "2009-05-01"), []string{"INVALID input.coordinator: this coordinator covers the post 2009-05-01 to 2009-08-01"}},
			{"covers it later", fill("s1", bob, "2009-04-01"), []string{"INVALID input.coordinator: this coordinator covers the post"}},
			{"covers another post while filling", fill("n2", cat, "2009-05-01"), []string{"INVALID input.coordinator: this coordinator covers the post"}},
			{"all at once", fill("n1", "coo_none", "2008-12-01", until("2012-01-01"), at("1.5")), []string{
				"INVALID input.coordinator: there is no coordinator with this id", "INVALID input.from: not a day of the post's funding",
				"INVALID input.to: after the end of the post's funding", "INVALID input.fte: above 0 and at most 1, not 1.5",
				"INVALID input.fte: 1 of the post is free"}},
		})
		w.fill("s1", "Bob", "2009-06-01") // takes over what they covered until then
		w.states("s1", "2009-05-31 COVERED", "2009-06-01 FILLED")
	})
}

func TestPostVacate(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n1", "Ann", "2009-03-02")
		o := w.vacate("n1", "2009-09-01")
		w.states("n1", "2009-08-31 FILLED", "2009-09-01 VACANT")
		h, _ := programme.Lookup[*programme.Holding](w.graph(), o.Related[0])
		if h.LeavingReason != programme.Resigned || h.Version != 2 || *w.post("n1").VacantSince(day("2009-10-01")) != day("2009-09-01") {
			w.Errorf("holding %+v", h)
		}
		w.vacate("n1", "2009-08-01") // a date that was wrong is brought forward
		w.states("n1", "2009-07-31 FILLED", "2009-08-01 VACANT")
		w.fill("n2", "Ann", "2009-08-01")
	})
}

func TestPostVacateRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n1", "Ann", "2009-03-02", at("0.5"))
		w.fill("n1", "Bob", "2009-03-02", at("0.5"))
		w.fill("s1", "Ann", "2009-03-02", at("0.5"), until("2009-06-01"))
		vacate := func(code, on string, who *string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.PostVacate(w.ctx, w.post(code).ID, planning.PostVacateInput{ExpectedVersion: w.post(code).Version,
					Coordinator: who, On: day(on), Reason: programme.Resigned})
			}
		}
		w.refusals([]refusal{
			{"who", vacate("n1", "2009-04-01", nil), []string{"INVALID input.coordinator: 2 coordinators share the post then: say who leaves"}},
			{"unknown", vacate("n1", "2009-04-01", new("coo_none")), []string{"INVALID input.coordinator: there is no coordinator"}},
			{"somebody else", vacate("n1", "2009-04-01", new(w.person("Cat"))), []string{"ILLEGAL_TRANSITION : nobody who could leave on 2009-04-01"}},
			{"vacant", vacate("n2", "2009-04-01", nil), []string{"ILLEGAL_TRANSITION : nobody who could leave"}},
			{"on the first day", vacate("s1", "2009-03-02", nil), []string{"INVALID input.on: the end, 2009-03-02, is not after the start, 2009-03-02"}},
			{"gone already", vacate("s1", "2009-06-01", nil), []string{"ILLEGAL_TRANSITION : nobody who could leave"}},
			{"after the funding", vacate("n1", "2011-04-02", new(w.person("Ann"))), []string{"INVALID input.on: 2011-04-02 lies after the end of the post's funding, 2011-04-01"}},
		})
		w.done(vacate("n1", "2009-04-01", new(w.person("Bob")))())
		if held := w.post("n1").Holdings(day("2009-04-01")); len(held) != 1 || held[0].Coordinator.Name != "Ann" {
			w.Errorf("holdings %+v", held)
		}
	})
}

// vacate has the one holder leave on a day.
func (w *world) vacate(post, on string) planning.Outcome {
	w.Helper()
	return w.done(w.PostVacate(w.ctx, w.post(post).ID, planning.PostVacateInput{ExpectedVersion: w.post(post).Version,
		On: day(on), Reason: programme.Resigned}))
}
