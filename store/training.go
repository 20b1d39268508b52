package store

import (
	"context"

	"waymark/domain/programme"
	"waymark/ent"
)

func insertTraining(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Competences, func(x *programme.Competence) *ent.CompetenceCreate {
		return c.Competence.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetTitle(x.Title).SetStandard(x.Standard).SetSourceID(x.SourceID)
	}, c.Competence.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.TrainingSessions, func(x *programme.TrainingSession) *ent.TrainingSessionCreate {
		return c.TrainingSession.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetTitle(x.Title).SetDay(x.Day).SetCompetences(x.Competences).SetTrainer(x.Trainer).
			SetHours(x.Hours).SetCancelReason(x.CancelReason).SetDistrictID(x.DistrictID)
	}, c.TrainingSession.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.TrainingAttendances, func(x *programme.TrainingAttendance) *ent.TrainingAttendanceCreate {
		return c.TrainingAttendance.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetSessionID(x.SessionID).SetJobcentreID(x.JobcentreID).SetAttended(x.Attended)
	}, c.TrainingAttendance.CreateBulk)
}

func competenceOf(x *ent.Competence) *programme.Competence {
	return &programme.Competence{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Title: x.Title, Standard: x.Standard,
		SourceID: x.SourceID}
}

func trainingSessionOf(x *ent.TrainingSession) *programme.TrainingSession {
	return &programme.TrainingSession{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), DistrictID: x.DistrictID, Title: x.Title, Day: x.Day,
		Competences: x.Competences, Trainer: x.Trainer, Hours: x.Hours, CancelReason: x.CancelReason}
}

func trainingAttendanceOf(x *ent.TrainingAttendance) *programme.TrainingAttendance {
	return &programme.TrainingAttendance{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), SessionID: x.SessionID, JobcentreID: x.JobcentreID,
		Attended: x.Attended}
}
