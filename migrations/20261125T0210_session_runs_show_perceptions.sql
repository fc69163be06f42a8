-- The wall also shows how differently the hall sees its issue.
alter table session_runs
	drop constraint session_runs_picture_check,
	add constraint session_runs_picture_check check (picture in ('step', 'seats', 'entrance', 'perceptions'));
