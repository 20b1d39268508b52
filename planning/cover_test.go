package planning_test

import (
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

// cover has somebody cover a post; an empty end is not known.
func (w *world) cover(post, who, from, to string) planning.Outcome {
	w.Helper()
	in := planning.PostCoverInput{ExpectedVersion: w.post(post).Version, Coordinator: w.person(who), From: day(from)}
	if to != "" {
		in.To = new(day(to))
	}
	return w.done(w.PostCover(w.ctx, w.post(post).ID, in))
}

func TestPostCover(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := w.post("n1").Meta
		o := w.done(w.PostCover(w.ctx, before.ID, planning.PostCoverInput{ExpectedVersion: before.Version, Coordinator: w.person("Ann"),
			From: day("2009-03-02"), Reason: new("  Vacant  ")}))
		cover, _ := programme.Lookup[*programme.Cover](w.graph(), o.Related[0])
		if o.ID != before.ID || o.On != day("2009-03-02") || cover.Reason != "Vacant" || cover.Coordinator.Name != "Ann" {
			w.Errorf("outcome %+v with %+v", o, cover)
		}
		w.bumped(before)
		w.states("n1", "2009-03-01 VACANT", "2009-03-02 COVERED", "2011-03-31 COVERED", "2011-04-01 NOT_FUNDED")
		if since := w.post("n1").VacantSince(day("2009-04-01")); *since != day("2009-01-01") {
			w.Errorf("cover ends a vacancy: since %s", since)
		}
		o = w.done(w.PostEndCover(w.ctx, before.ID, planning.PostEndCoverInput{ExpectedVersion: w.post("n1").Version, On: day("2009-05-01")}))
		if o.On != day("2009-05-01") || o.Related[0] != cover.ID {
			w.Errorf("outcome %+v", o)
		}
		w.states("n1", "2009-04-30 COVERED", "2009-05-01 VACANT")
	})
}

func TestPostCoverRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("e1", "Ann", "2009-03-02", until("2009-06-01"))
		w.cover("n1", "Ann", "2009-03-02", "2009-06-01")
		cover := func(code string, in planning.PostCoverInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.post(code).Version
				return w.PostCover(w.ctx, w.post(code).ID, in)
			}
		}
		ann, bob := w.person("Ann"), w.person("Bob")
		w.refusals([]refusal{
			{"covered", cover("n1", planning.PostCoverInput{Coordinator: bob, From: day("2009-02-01")}),
				[]string{"INVALID input.from: the post is covered already, 2009-03-02 to 2009-06-01"}},
			{"their own post", cover("e1", planning.PostCoverInput{Coordinator: ann, From: day("2009-05-31")}),
				[]string{"INVALID input.coordinator: this coordinator holds the post in the period 2009-05-31 onwards"}},
			{"no day", cover("s1", planning.PostCoverInput{Coordinator: bob, From: day("2009-05-01"), To: new(day("2009-05-01"))}),
				[]string{"INVALID input.to: the end, 2009-05-01, is not after the start"}},
			{"all at once", cover("s1", planning.PostCoverInput{Coordinator: "pos_1", From: day("2008-05-01"), To: new(day("2012-05-01")), Reason: new("two\nlines")}),
				[]string{"INVALID input.coordinator: there is no coordinator", "INVALID input.from: not a day of the post's funding",
					"INVALID input.to: after the end of the post's funding", "INVALID input.reason: one line of text"}},
		})
		w.cover("n1", "Bob", "2009-06-01", "") // on the heels of the other
		w.cover("e1", "Ann", "2009-06-01", "") // no longer theirs
	})
}

func TestPostEndCoverRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.cover("n1", "Ann", "2009-03-02", "2009-06-01")
		w.cover("n2", "Ann", "2009-03-02", "")
		end := func(code, on string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.PostEndCover(w.ctx, w.post(code).ID, planning.PostEndCoverInput{ExpectedVersion: w.post(code).Version, On: day(on)})
			}
		}
		w.refusals([]refusal{
			{"on the first day", end("n1", "2009-03-02"), []string{"INVALID input.on: the end, 2009-03-02, is not after the start, 2009-03-02"}},
			{"over already", end("n1", "2009-06-01"), []string{"ILLEGAL_TRANSITION : nobody covers the post on the day before 2009-06-01"}},
			{"nobody", end("s1", "2009-06-01"), []string{"ILLEGAL_TRANSITION : nobody covers the post"}},
			{"after the funding", end("n2", "2011-05-01"), []string{"INVALID input.on: 2011-05-01 lies after the end of the post's funding"}},
		})
	})
}

func TestPostOffer(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := w.post("n1").Meta
		offer := func(accepted, starts string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.PostOffer(w.ctx, before.ID, planning.PostOfferInput{ExpectedVersion: w.post("n1").Version,
					AcceptedOn: day(accepted), StartsOn: day(starts)})
			}
		}
		o := w.done(offer("2008-12-20", "2009-01-05")()) // accepted before the funding starts
		w.bumped(before)
		w.states("n1", "2008-12-20 NOT_FUNDED", "2009-01-01 OFFERED", "2010-01-01 OFFERED")
		w.refused(offer("2009-02-01", "2009-03-01")())("ILLEGAL_TRANSITION input.acceptedOn: another offer is pending 2008-12-20 onwards")
		o2 := w.done(w.PostWithdrawOffer(w.ctx, before.ID, planning.PostWithdrawOfferInput{ExpectedVersion: w.post("n1").Version, On: day("2009-02-01")}))
		if o2.Related[0] != o.Related[0] || !w.post("n1").AllOffers()[0].Withdrawn {
			w.Errorf("withdrawn %+v", o2)
		}
		w.states("n1", "2009-01-31 OFFERED", "2009-02-01 VACANT")
		w.done(offer("2009-02-01", "2009-03-01")())
		w.fill("n1", "Ann", "2009-03-01") // whoever was offered it was not on the books
		if p := w.post("n1"); p.Offer(day("2009-03-01")) != nil {
			w.Errorf("offers %+v", p.AllOffers())
		}
	})
}

func TestPostOfferRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("e1", "Ann", "2009-03-02")
		offer := func(code string, in planning.PostOfferInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.post(code).Version
				return w.PostOffer(w.ctx, w.post(code).ID, in)
			}
		}
		w.refusals([]refusal{
			{"held", offer("e1", planning.PostOfferInput{AcceptedOn: day("2009-03-02"), StartsOn: day("2009-03-02")}),
				[]string{"INVALID input.startsOn: wholly held in the period 2009-03-02 to 2009-03-03"}},
			{"all at once", offer("n1", planning.PostOfferInput{Coordinator: new("x"), AcceptedOn: day("2012-03-02"), StartsOn: day("2011-04-01")}),
				[]string{"INVALID input.coordinator: there is no coordinator", "INVALID input.startsOn: lies before the acceptance, 2012-03-02",
					"INVALID input.startsOn: not a day of the post's funding"}},
			{"nothing to withdraw", func() (planning.Outcome, error) {
				return w.PostWithdrawOffer(w.ctx, w.post("n1").ID, planning.PostWithdrawOfferInput{ExpectedVersion: 1, On: day("2009-03-02")})
			}, []string{"ILLEGAL_TRANSITION input.on: no offer is pending on 2009-03-02"}},
		})
	})
}
